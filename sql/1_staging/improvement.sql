-- staging.improvement: improvement actions of the PDCA tracking sheet as exported, typed, every version kept
-- grain: one row of one loaded file
-- requires: improvement_id
-- key: improvement_id
-- | name | type | role | privacy | meaning
-- | improvement_id | VARCHAR | key | public | number of the action
-- | title | VARCHAR | text | redact | what the action is called
-- | phase | VARCHAR | how | public | phase of the PDCA cycle, code
-- | phase_source | VARCHAR | text | public | the phase in the source's own words
-- | improvement_kind | VARCHAR | how | public | corrective or preventive, code
-- | improvement_kind_source | VARCHAR | text | public | the kind in the source's own words
-- | improvement_status | VARCHAR | how | public | state of the action, code
-- | improvement_status_source | VARCHAR | text | public | the state in the source's own words
-- | rollout_stage | VARCHAR | how | public | step between analysis and roll-out, code
-- | rollout_stage_source | VARCHAR | text | public | the step in the source's own words
-- | owner | VARCHAR | key | pseudonym | person responsible
-- | owner_position | VARCHAR | who | public | post of the person responsible
-- | department | VARCHAR | who | public | department responsible
-- | proposed_by | VARCHAR | who | public | who proposed it, code
-- | proposed_by_source | VARCHAR | text | public | the side that proposed it in the source's own words
-- | is_adopted | BOOLEAN | flag | public | the proposal was taken up
-- | planned_start_on | DATE | date | public | planned start
-- | due_on | DATE | date | public | planned end
-- | started_on | DATE | date | public | actual start
-- | effective_on | DATE | date | public | first day on which it is in effect everywhere
-- | closed_on | DATE | date | public | closed
-- | reviewed_on | DATE | date | public | last improvement meeting that dealt with it
-- | target_metric | VARCHAR | text | public | metric that the action is to change, by its name in the catalogue or in words
-- | target_comparator | VARCHAR | how | public | how the metric is to stand to the number, code
-- | target_comparator_source | VARCHAR | text | public | the comparison in the source's own words
-- | target_number | DECIMAL(18,4) | measure | public | number that the metric is to reach, shares as 0.06 for 6 %
-- | target_value | VARCHAR | text | public | the target as written
-- | cause_slice | VARCHAR | text | public | what the action is aimed at, as written
-- | slice_nature | VARCHAR | what | public | nature of the complaints aimed at, code
-- | slice_nature_source | VARCHAR | text | public | the nature aimed at in the source's own words
-- | slice_category | VARCHAR | what | public | category of the complaints aimed at
-- | slice_product | VARCHAR | what | public | product line aimed at
-- | slice_lot | VARCHAR | what | public | production lot aimed at
-- | slice_level | VARCHAR | what | public | response level aimed at, code L1 to L4
-- | slice_level_source | VARCHAR | text | public | the level aimed at in the source's own words
-- | slice_cause_group | VARCHAR | why | public | group of the cause aimed at, code
-- | slice_cause_group_source | VARCHAR | text | public | the group of the cause aimed at in the source's own words
-- | slice_cause | VARCHAR | why | public | cause aimed at
-- | slice_channel | VARCHAR | how | public | channel aimed at, code
-- | slice_channel_source | VARCHAR | text | public | the channel aimed at in the source's own words
-- | slice_region | VARCHAR | where | public | region aimed at
-- | slice_store | VARCHAR | where | public | shop or site aimed at
-- | slice_department | VARCHAR | who | public | department aimed at
-- | slice_service_stage | VARCHAR | when | public | service stage aimed at
-- | pilot_scope | VARCHAR | text | public | where and with whom it is tried out first, as written
-- | pilot_region | VARCHAR | where | public | region of the pilot
-- | pilot_store | VARCHAR | where | public | shop or site of the pilot
-- | pilot_department | VARCHAR | who | public | department of the pilot
-- | pilot_started_on | DATE | date | public | first day of the pilot
-- | pilot_ended_on | DATE | date | public | last day of the pilot
-- | measures | VARCHAR | text | redact | what is done
-- | resources | VARCHAR | text | redact | people, money and means set aside
-- | risk_plan | VARCHAR | text | redact | risks, and what is to be done about them
-- | document_version | VARCHAR | text | public | process document that it changes, with its version
-- | knowledge_article | VARCHAR | text | public | article of the knowledge base that came of it
-- | is_automation | BOOLEAN | flag | public | introduces an automated tool
-- | training_id | VARCHAR | key | public | training that belongs to it
-- | finding_id | VARCHAR | key | public | audit finding that it answers
-- | why_first | VARCHAR | text | redact | answer to the first why
-- | why_second | VARCHAR | text | redact | answer to the second why
-- | why_third | VARCHAR | text | redact | answer to the third why
-- | why_fourth | VARCHAR | text | redact | answer to the fourth why
-- | why_fifth | VARCHAR | text | redact | answer to the fifth why
-- | is_root_actionable | BOOLEAN | flag | public | something can be done about the last answer
-- | evidence | VARCHAR | text | redact | what shows that it works
-- | exception | VARCHAR | text | redact | why it was closed without evidence, and who agreed
-- | updated_at | TIMESTAMP WITH TIME ZONE | event | public | last change of the record
select
    incoming.improvement_id as improvement_id,
    incoming.title as title,
    code_of_phase(incoming.phase) as phase,
    incoming.phase_source as phase_source,
    code_of_improvement_kind(incoming.improvement_kind) as improvement_kind,
    incoming.improvement_kind_source as improvement_kind_source,
    code_of_improvement_status(incoming.improvement_status) as improvement_status,
    incoming.improvement_status_source as improvement_status_source,
    code_of_rollout_stage(incoming.rollout_stage) as rollout_stage,
    incoming.rollout_stage_source as rollout_stage_source,
    incoming.owner as owner,
    incoming.owner_position as owner_position,
    incoming.department as department,
    code_of_proposed_by(incoming.proposed_by) as proposed_by,
    incoming.proposed_by_source as proposed_by_source,
    as_boolean(incoming.is_adopted) as is_adopted,
    cast(as_local(incoming.planned_start_on) as date) as planned_start_on,
    cast(as_local(incoming.due_on) as date) as due_on,
    cast(as_local(incoming.started_on) as date) as started_on,
    cast(as_local(incoming.effective_on) as date) as effective_on,
    cast(as_local(incoming.closed_on) as date) as closed_on,
    cast(as_local(incoming.reviewed_on) as date) as reviewed_on,
    incoming.target_metric as target_metric,
    code_of_target_comparator(incoming.target_comparator) as target_comparator,
    incoming.target_comparator_source as target_comparator_source,
    try_cast(width_folded(incoming.target_number) as decimal(18, 4)) as target_number,
    incoming.target_value as target_value,
    incoming.cause_slice as cause_slice,
    code_of_nature(incoming.slice_nature) as slice_nature,
    incoming.slice_nature_source as slice_nature_source,
    incoming.slice_category as slice_category,
    incoming.slice_product as slice_product,
    incoming.slice_lot as slice_lot,
    code_of_level(incoming.slice_level) as slice_level,
    incoming.slice_level_source as slice_level_source,
    code_of_cause_group(incoming.slice_cause_group) as slice_cause_group,
    incoming.slice_cause_group_source as slice_cause_group_source,
    incoming.slice_cause as slice_cause,
    code_of_channel(incoming.slice_channel) as slice_channel,
    incoming.slice_channel_source as slice_channel_source,
    incoming.slice_region as slice_region,
    incoming.slice_store as slice_store,
    incoming.slice_department as slice_department,
    incoming.slice_service_stage as slice_service_stage,
    incoming.pilot_scope as pilot_scope,
    incoming.pilot_region as pilot_region,
    incoming.pilot_store as pilot_store,
    incoming.pilot_department as pilot_department,
    cast(as_local(incoming.pilot_started_on) as date) as pilot_started_on,
    cast(as_local(incoming.pilot_ended_on) as date) as pilot_ended_on,
    incoming.measures as measures,
    incoming.resources as resources,
    incoming.risk_plan as risk_plan,
    incoming.document_version as document_version,
    incoming.knowledge_article as knowledge_article,
    as_boolean(incoming.is_automation) as is_automation,
    incoming.training_id as training_id,
    incoming.finding_id as finding_id,
    incoming.why_first as why_first,
    incoming.why_second as why_second,
    incoming.why_third as why_third,
    incoming.why_fourth as why_fourth,
    incoming.why_fifth as why_fifth,
    as_boolean(incoming.is_root_actionable) as is_root_actionable,
    incoming.evidence as evidence,
    incoming.exception as exception,
    as_instant(incoming.updated_at) as updated_at,
from incoming
