-- staging.inspection: quality inspections and audits as exported, typed, every version kept
-- grain: one row of one loaded file
-- requires: inspection_id, inspected_on
-- key: inspection_id
-- | name | type | role | privacy | meaning
-- | inspection_id | VARCHAR | key | public | number of the inspection
-- | inspection_kind | VARCHAR | how | public | kind, code
-- | inspection_kind_source | VARCHAR | text | public | the kind in the source's own words
-- | quarter | VARCHAR | when | public | quarter that it counts for, such as 2026-Q3
-- | inspected_on | DATE | date | public | day of the inspection
-- | inspected_unit | VARCHAR | where | public | unit inspected
-- | department | VARCHAR | who | public | department that the unit belongs to
-- | inspector | VARCHAR | key | pseudonym | person who inspected
-- | inspector_role | VARCHAR | who | public | who inspected, code
-- | inspector_role_source | VARCHAR | text | public | the side that inspected in the source's own words
-- | evaluator | VARCHAR | who | public | organisation that evaluated, where it is a third party
-- | inspection_method | VARCHAR | how | public | main method, code
-- | inspection_method_source | VARCHAR | text | public | the method in the source's own words
-- | score | DECIMAL(9,2) | measure | public | score reached
-- | score_scale | DECIMAL(9,2) | measure | public | highest score possible
-- | sample_count | INTEGER | measure | public | cases or contacts looked at
-- | correct_count | INTEGER | measure | public | of these, those handled or answered right
-- | sampling_rule | VARCHAR | text | public | how the sample was drawn
-- | is_process_covered | BOOLEAN | flag | public | daily processes were looked at
-- | is_complaints_covered | BOOLEAN | flag | public | complaint handling was looked at
-- | is_training_covered | BOOLEAN | flag | public | training was looked at
-- | is_feedback_covered | BOOLEAN | flag | public | customer feedback was looked at
-- | audit_stage | VARCHAR | how | public | stage of the audit, code
-- | audit_stage_source | VARCHAR | text | public | the audit stage in the source's own words
-- | reported_on | DATE | date | public | day of the report
-- | signed_by | VARCHAR | key | pseudonym | leader of the audit who signed the report
-- | signed_on | DATE | date | public | day of the signature
-- | background | VARCHAR | text | redact | background of the audit
-- | recommendations | VARCHAR | text | redact | recommendations
-- | follow_up | VARCHAR | text | redact | what became of them
select
    incoming.inspection_id as inspection_id,
    code_of_inspection_kind(incoming.inspection_kind) as inspection_kind,
    incoming.inspection_kind_source as inspection_kind_source,
    incoming.quarter as quarter,
    cast(as_local(incoming.inspected_on) as date) as inspected_on,
    incoming.inspected_unit as inspected_unit,
    incoming.department as department,
    incoming.inspector as inspector,
    code_of_inspector_role(incoming.inspector_role) as inspector_role,
    incoming.inspector_role_source as inspector_role_source,
    incoming.evaluator as evaluator,
    code_of_inspection_method(incoming.inspection_method) as inspection_method,
    incoming.inspection_method_source as inspection_method_source,
    try_cast(width_folded(incoming.score) as decimal(9, 2)) as score,
    try_cast(width_folded(incoming.score_scale) as decimal(9, 2)) as score_scale,
    as_integer(incoming.sample_count) as sample_count,
    as_integer(incoming.correct_count) as correct_count,
    incoming.sampling_rule as sampling_rule,
    as_boolean(incoming.is_process_covered) as is_process_covered,
    as_boolean(incoming.is_complaints_covered) as is_complaints_covered,
    as_boolean(incoming.is_training_covered) as is_training_covered,
    as_boolean(incoming.is_feedback_covered) as is_feedback_covered,
    code_of_audit_stage(incoming.audit_stage) as audit_stage,
    incoming.audit_stage_source as audit_stage_source,
    cast(as_local(incoming.reported_on) as date) as reported_on,
    incoming.signed_by as signed_by,
    cast(as_local(incoming.signed_on) as date) as signed_on,
    incoming.background as background,
    incoming.recommendations as recommendations,
    incoming.follow_up as follow_up,
from incoming
