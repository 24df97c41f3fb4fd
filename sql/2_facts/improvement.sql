-- facts.improvement: improvement actions, each in its latest version as of the run
-- grain: one row an action
-- | name | type | role | privacy | meaning
-- | improvement_id | VARCHAR | key | public | number of the action
-- | title | VARCHAR | text | redact | what the action is called
-- | phase | VARCHAR | how | public | phase of the PDCA cycle, code
-- | improvement_kind | VARCHAR | how | public | corrective or preventive, code
-- | improvement_status | VARCHAR | how | public | state of the action, code
-- | rollout_stage | VARCHAR | how | public | step between analysis and roll-out, code
-- | owner | VARCHAR | key | pseudonym | person responsible
-- | owner_position | VARCHAR | who | public | post of the person responsible
-- | department | VARCHAR | who | public | department responsible
-- | proposed_by | VARCHAR | who | public | who proposed it, code
-- | is_adopted | BOOLEAN | flag | public | the proposal was taken up
-- | planned_start_on | DATE | date | public | planned start
-- | due_on | DATE | date | public | planned end
-- | started_on | DATE | date | public | actual start; null where behind the as-of
-- | effective_on | DATE | date | public | first day on which it is in effect everywhere; null where behind the as-of
-- | closed_on | DATE | date | public | closed; null where behind the as-of
-- | reviewed_on | DATE | date | public | last improvement meeting that dealt with it; null where behind the as-of
-- | target_metric | VARCHAR | text | public | metric that the action is to change, by its name in the catalogue or in words
-- | target_comparator | VARCHAR | how | public | how the metric is to stand to the number, code
-- | target_number | DECIMAL(18,4) | measure | public | number that the metric is to reach, shares as 0.06 for 6 %
-- | target_value | VARCHAR | text | public | the target as written
-- | cause_slice | VARCHAR | text | public | what the action is aimed at, as written
-- | slice_nature | VARCHAR | what | public | nature of the complaints aimed at, code
-- | slice_category | VARCHAR | what | public | category of the complaints aimed at
-- | slice_product | VARCHAR | what | public | product line aimed at
-- | slice_lot | VARCHAR | what | public | production lot aimed at
-- | slice_level | VARCHAR | what | public | response level aimed at, code L1 to L4
-- | slice_cause_group | VARCHAR | why | public | group of the cause aimed at, code
-- | slice_cause | VARCHAR | why | public | cause aimed at
-- | slice_channel | VARCHAR | how | public | channel aimed at, code
-- | slice_region | VARCHAR | where | public | region aimed at
-- | slice_store | VARCHAR | where | public | shop or site aimed at
-- | slice_department | VARCHAR | who | public | department aimed at
-- | slice_service_stage | VARCHAR | when | public | service stage aimed at
-- | pilot_scope | VARCHAR | text | public | where and with whom it is tried out first, as written
-- | pilot_region | VARCHAR | where | public | region of the pilot
-- | pilot_store | VARCHAR | where | public | shop or site of the pilot
-- | pilot_department | VARCHAR | who | public | department of the pilot
-- | pilot_started_on | DATE | date | public | first day of the pilot; null where behind the as-of
-- | pilot_ended_on | DATE | date | public | last day of the pilot; null where behind the as-of
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
-- | planned_on | DATE | date | public | planned start, or the actual one where none was planned
-- | is_closed | BOOLEAN | flag | public | closed or cancelled as of the run
-- | is_in_effect | BOOLEAN | flag | public | in effect everywhere as of the run
-- | is_overdue | BOOLEAN | flag | public | not closed, and due before the as-of; null without a due date
-- | overdue_days | INTEGER | measure | public | days beyond the due date, for actions that are overdue
-- | is_preventive | BOOLEAN | flag | public | prevents rather than corrects; null where the kind is not known
-- | has_pilot | BOOLEAN | flag | public | tried out somewhere first
-- | has_knowledge_article | BOOLEAN | flag | public | went into the knowledge base
-- | has_document_version | BOOLEAN | flag | public | names the process document that it changes
-- | is_training_linked | BOOLEAN | flag | public | names the training that belongs to it
-- | is_evidenced | BOOLEAN | flag | public | closed with evidence, or with an exception that is written down; null while it is open
-- | register_filled | INTEGER | measure | public | fields of the action register filled, of 5: owner, start, due date, resources, risk plan
-- | is_register_complete | BOOLEAN | flag | public | all five fields of the action register are filled
-- | why_depth | INTEGER | measure | public | whys that are answered, of five; 0 where none is
-- | is_target_complete | BOOLEAN | flag | public | the target names metric, comparison, number, owner, start and end
-- | batch_no | INTEGER | lineage | public | ledger number of the file that the current version came in
-- | row_number | INTEGER | lineage | public | record in that file
with dated as (
    select
        improvement.improvement_id,
        improvement.title,
        improvement.phase,
        improvement.improvement_kind,
        improvement.improvement_status,
        improvement.rollout_stage,
        improvement.owner,
        improvement.owner_position,
        improvement.department,
        improvement.proposed_by,
        improvement.is_adopted,
        improvement.planned_start_on,
        improvement.due_on,
        improvement.started_on,
        improvement.effective_on,
        improvement.closed_on,
        improvement.reviewed_on,
        improvement.target_metric,
        improvement.target_comparator,
        improvement.target_number,
        improvement.target_value,
        improvement.cause_slice,
        improvement.slice_nature,
        improvement.slice_category,
        improvement.slice_product,
        improvement.slice_lot,
        improvement.slice_level,
        improvement.slice_cause_group,
        improvement.slice_cause,
        improvement.slice_channel,
        improvement.slice_region,
        improvement.slice_store,
        improvement.slice_department,
        improvement.slice_service_stage,
        improvement.pilot_scope,
        improvement.pilot_region,
        improvement.pilot_store,
        improvement.pilot_department,
        improvement.pilot_started_on,
        improvement.pilot_ended_on,
        improvement.measures,
        improvement.resources,
        improvement.risk_plan,
        improvement.document_version,
        improvement.knowledge_article,
        improvement.is_automation,
        improvement.training_id,
        improvement.finding_id,
        improvement.why_first,
        improvement.why_second,
        improvement.why_third,
        improvement.why_fourth,
        improvement.why_fifth,
        improvement.is_root_actionable,
        improvement.evidence,
        improvement.exception,
        improvement.updated_at,
        improvement.batch_no,
        improvement.row_number,
        cast(make_timestamp(control.local_us(epoch_us(improvement.as_of))) as date) as as_of_on
    from current.improvement
)

select
    dated.improvement_id,
    dated.title,
    dated.phase,
    dated.improvement_kind,
    dated.improvement_status,
    dated.rollout_stage,
    dated.owner,
    dated.owner_position,
    dated.department,
    dated.proposed_by,
    dated.is_adopted,
    dated.planned_start_on,
    dated.due_on,
    case when dated.started_on <= dated.as_of_on then dated.started_on end as started_on,
    case when dated.effective_on <= dated.as_of_on then dated.effective_on end as effective_on,
    case when dated.closed_on <= dated.as_of_on then dated.closed_on end as closed_on,
    case when dated.reviewed_on <= dated.as_of_on then dated.reviewed_on end as reviewed_on,
    dated.target_metric,
    dated.target_comparator,
    dated.target_number,
    dated.target_value,
    dated.cause_slice,
    dated.slice_nature,
    dated.slice_category,
    dated.slice_product,
    dated.slice_lot,
    dated.slice_level,
    dated.slice_cause_group,
    dated.slice_cause,
    dated.slice_channel,
    dated.slice_region,
    dated.slice_store,
    dated.slice_department,
    dated.slice_service_stage,
    dated.pilot_scope,
    dated.pilot_region,
    dated.pilot_store,
    dated.pilot_department,
    case when dated.pilot_started_on <= dated.as_of_on then dated.pilot_started_on end as pilot_started_on,
    case when dated.pilot_ended_on <= dated.as_of_on then dated.pilot_ended_on end as pilot_ended_on,
    dated.measures,
    dated.resources,
    dated.risk_plan,
    dated.document_version,
    dated.knowledge_article,
    dated.is_automation,
    dated.training_id,
    dated.finding_id,
    dated.why_first,
    dated.why_second,
    dated.why_third,
    dated.why_fourth,
    dated.why_fifth,
    dated.is_root_actionable,
    dated.evidence,
    dated.exception,
    dated.updated_at,
    coalesce(dated.planned_start_on, dated.started_on, dated.due_on) as planned_on,
    (coalesce(dated.closed_on <= dated.as_of_on, false) or coalesce(dated.improvement_status in ('closed', 'cancelled') and dated.closed_on is null, false)) as is_closed,
    coalesce(dated.effective_on <= dated.as_of_on, false) as is_in_effect,
    case when dated.due_on is not null then not (coalesce(dated.closed_on <= dated.as_of_on, false) or coalesce(dated.improvement_status in ('closed', 'cancelled') and dated.closed_on is null, false)) and dated.due_on < dated.as_of_on end as is_overdue,
    case when not (coalesce(dated.closed_on <= dated.as_of_on, false) or coalesce(dated.improvement_status in ('closed', 'cancelled') and dated.closed_on is null, false)) and dated.due_on < dated.as_of_on then cast(dated.as_of_on - dated.due_on as integer) end as overdue_days,
    case when dated.improvement_kind in ('corrective', 'preventive') then dated.improvement_kind = 'preventive' end as is_preventive,
    dated.pilot_scope is not null or dated.pilot_started_on is not null or dated.rollout_stage = 'pilot' and dated.rollout_stage is not null as has_pilot,
    dated.knowledge_article is not null as has_knowledge_article,
    dated.document_version is not null as has_document_version,
    dated.training_id is not null as is_training_linked,
    case when (coalesce(dated.closed_on <= dated.as_of_on, false) or coalesce(dated.improvement_status in ('closed', 'cancelled') and dated.closed_on is null, false)) then dated.evidence is not null or dated.exception is not null end as is_evidenced,
    cast(dated.owner is not null as integer) + cast(coalesce(dated.planned_start_on, dated.started_on) is not null as integer) + cast(dated.due_on is not null as integer) + cast(dated.resources is not null as integer) + cast(dated.risk_plan is not null as integer) as register_filled,
    dated.owner is not null and coalesce(dated.planned_start_on, dated.started_on) is not null and dated.due_on is not null and dated.resources is not null and dated.risk_plan is not null as is_register_complete,
    cast(dated.why_first is not null as integer) + cast(dated.why_second is not null as integer) + cast(dated.why_third is not null as integer) + cast(dated.why_fourth is not null as integer) + cast(dated.why_fifth is not null as integer) as why_depth,
    dated.target_metric is not null and dated.target_comparator is not null and dated.target_number is not null
        and dated.owner is not null and coalesce(dated.planned_start_on, dated.started_on) is not null and dated.due_on is not null as is_target_complete,
    dated.batch_no,
    dated.row_number
from dated
