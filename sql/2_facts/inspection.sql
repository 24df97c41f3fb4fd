-- facts.inspection: quality inspections and audits, each in its latest version as of the run
-- grain: one row an inspection
-- | name | type | role | privacy | meaning
-- | inspection_id | VARCHAR | key | public | number of the inspection
-- | inspection_kind | VARCHAR | how | public | kind, code
-- | quarter | VARCHAR | when | public | quarter that it counts for, such as 2026-Q3
-- | inspected_on | DATE | date | public | day of the inspection
-- | inspected_unit | VARCHAR | where | public | unit inspected
-- | department | VARCHAR | who | public | department that the unit belongs to
-- | inspector | VARCHAR | key | pseudonym | person who inspected
-- | inspector_role | VARCHAR | who | public | who inspected, code
-- | evaluator | VARCHAR | who | public | organisation that evaluated, where it is a third party
-- | inspection_method | VARCHAR | how | public | main method, code
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
-- | reported_on | DATE | date | public | day of the report; null where behind the as-of
-- | signed_by | VARCHAR | key | pseudonym | leader of the audit who signed the report
-- | signed_on | DATE | date | public | day of the signature; null where behind the as-of
-- | background | VARCHAR | text | redact | background of the audit
-- | recommendations | VARCHAR | text | redact | recommendations
-- | follow_up | VARCHAR | text | redact | what became of them
-- | score_share | DOUBLE | measure | public | score as a share of the highest possible
-- | is_signed | BOOLEAN | flag | public | the report is signed
-- | is_report_complete | BOOLEAN | flag | public | background, recommendations and follow-up are written down
-- | covered_parts | INTEGER | measure | public | of processes, complaints, training and feedback, how many were looked at
-- | batch_no | INTEGER | lineage | public | ledger number of the file that the current version came in
-- | row_number | INTEGER | lineage | public | record in that file
with dated as (
    select
        inspection.inspection_id,
        inspection.inspection_kind,
        inspection.quarter,
        inspection.inspected_on,
        inspection.inspected_unit,
        inspection.department,
        inspection.inspector,
        inspection.inspector_role,
        inspection.evaluator,
        inspection.inspection_method,
        inspection.score,
        inspection.score_scale,
        inspection.sample_count,
        inspection.correct_count,
        inspection.sampling_rule,
        inspection.is_process_covered,
        inspection.is_complaints_covered,
        inspection.is_training_covered,
        inspection.is_feedback_covered,
        inspection.audit_stage,
        inspection.reported_on,
        inspection.signed_by,
        inspection.signed_on,
        inspection.background,
        inspection.recommendations,
        inspection.follow_up,
        inspection.batch_no,
        inspection.row_number,
        cast(make_timestamp(control.local_us(epoch_us(inspection.as_of))) as date) as as_of_on
    from current.inspection
)

select
    dated.inspection_id,
    dated.inspection_kind,
    dated.quarter,
    dated.inspected_on,
    dated.inspected_unit,
    dated.department,
    dated.inspector,
    dated.inspector_role,
    dated.evaluator,
    dated.inspection_method,
    dated.score,
    dated.score_scale,
    dated.sample_count,
    dated.correct_count,
    dated.sampling_rule,
    dated.is_process_covered,
    dated.is_complaints_covered,
    dated.is_training_covered,
    dated.is_feedback_covered,
    dated.audit_stage,
    case when dated.reported_on <= dated.as_of_on then dated.reported_on end as reported_on,
    dated.signed_by,
    case when dated.signed_on <= dated.as_of_on then dated.signed_on end as signed_on,
    dated.background,
    dated.recommendations,
    dated.follow_up,
    case when dated.score_scale > 0 then cast(dated.score as double) / cast(dated.score_scale as double) end as score_share,
    dated.signed_by is not null and coalesce(dated.signed_on <= dated.as_of_on, true) as is_signed,
    dated.background is not null and dated.recommendations is not null and dated.follow_up is not null as is_report_complete,
    cast(coalesce(dated.is_process_covered, false) as integer) + cast(coalesce(dated.is_complaints_covered, false) as integer)
        + cast(coalesce(dated.is_training_covered, false) as integer) + cast(coalesce(dated.is_feedback_covered, false) as integer) as covered_parts,
    dated.batch_no,
    dated.row_number
from dated
where dated.inspected_on <= dated.as_of_on
