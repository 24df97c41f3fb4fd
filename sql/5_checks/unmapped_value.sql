-- checks.unmapped_value: values of coded columns that no code stands for
-- grain: one row a column and value
-- severity: warn
-- | name | type | role | privacy | meaning
-- | field | VARCHAR | text | public | the coded column, with its entity in front where that is no complaint
-- | source_value | VARCHAR | text | public | the value in the source's words
-- | records | BIGINT | measure | public | records that carry it
with complaints as (
    select complaint.*
    from staging.complaint
    where 'unmapped' in (complaint.customer_type, complaint.customer_activity, complaint.customer_life_cycle, complaint.complainant_side, complaint.detected_by, complaint.channel, complaint.status, complaint.nature, complaint.level, complaint.scope, complaint.cause_group, complaint.fishbone_branch, complaint.owner_role, complaint.handling_side, complaint.third_party, complaint.difficulty, complaint.remedy, complaint.customer_confirmed, complaint.appeal_result)
),

complaint_events as (
    select complaint_event.*
    from staging.complaint_event
    where 'unmapped' in (complaint_event.event, complaint_event.status)
),

improvements as (
    select improvement.*
    from staging.improvement
    where 'unmapped' in (improvement.phase, improvement.improvement_kind, improvement.improvement_status, improvement.rollout_stage, improvement.proposed_by, improvement.target_comparator, improvement.slice_nature, improvement.slice_level, improvement.slice_cause_group, improvement.slice_channel)
),

activities as (
    select activity.*
    from staging.activity
    where 'unmapped' in (activity.period_unit, activity.channel)
),

trainings as (
    select training.*
    from staging.training
    where 'unmapped' in (training.training_topic, training.training_form, training.training_evaluation)
),

inspections as (
    select inspection.*
    from staging.inspection
    where 'unmapped' in (inspection.inspection_kind, inspection.inspector_role, inspection.inspection_method, inspection.audit_stage)
),

findings as (
    select finding.*
    from staging.finding
    where 'unmapped' in (finding.finding_severity, finding.finding_status)
),

coded as (
    select 'customer_type' as field, complaints.customer_type as code, complaints.customer_type_source as source_value
    from complaints
    union all
    select 'customer_activity', complaints.customer_activity, complaints.customer_activity_source
    from complaints
    union all
    select 'customer_life_cycle', complaints.customer_life_cycle, complaints.customer_life_cycle_source
    from complaints
    union all
    select 'complainant_side', complaints.complainant_side, complaints.complainant_side_source
    from complaints
    union all
    select 'detected_by', complaints.detected_by, complaints.detected_by_source
    from complaints
    union all
    select 'channel', complaints.channel, complaints.channel_source
    from complaints
    union all
    select 'status', complaints.status, complaints.status_source
    from complaints
    union all
    select 'nature', complaints.nature, complaints.nature_source
    from complaints
    union all
    select 'level', complaints.level, complaints.level_source
    from complaints
    union all
    select 'scope', complaints.scope, complaints.scope_source
    from complaints
    union all
    select 'cause_group', complaints.cause_group, complaints.cause_group_source
    from complaints
    union all
    select 'fishbone_branch', complaints.fishbone_branch, complaints.fishbone_branch_source
    from complaints
    union all
    select 'owner_role', complaints.owner_role, complaints.owner_role_source
    from complaints
    union all
    select 'handling_side', complaints.handling_side, complaints.handling_side_source
    from complaints
    union all
    select 'third_party', complaints.third_party, complaints.third_party_source
    from complaints
    union all
    select 'difficulty', complaints.difficulty, complaints.difficulty_source
    from complaints
    union all
    select 'remedy', complaints.remedy, complaints.remedy_source
    from complaints
    union all
    select 'customer_confirmed', complaints.customer_confirmed, complaints.customer_confirmed_source
    from complaints
    union all
    select 'appeal_result', complaints.appeal_result, complaints.appeal_result_source
    from complaints
    union all
    select 'complaint_event.event', complaint_events.event, complaint_events.event_source
    from complaint_events
    union all
    select 'complaint_event.status', complaint_events.status, complaint_events.status_source
    from complaint_events
    union all
    select 'survey.survey_moment', survey.survey_moment, survey.survey_moment_source
    from staging.survey
    union all
    select 'improvement.phase', improvements.phase, improvements.phase_source
    from improvements
    union all
    select 'improvement.improvement_kind', improvements.improvement_kind, improvements.improvement_kind_source
    from improvements
    union all
    select 'improvement.improvement_status', improvements.improvement_status, improvements.improvement_status_source
    from improvements
    union all
    select 'improvement.rollout_stage', improvements.rollout_stage, improvements.rollout_stage_source
    from improvements
    union all
    select 'improvement.proposed_by', improvements.proposed_by, improvements.proposed_by_source
    from improvements
    union all
    select 'improvement.target_comparator', improvements.target_comparator, improvements.target_comparator_source
    from improvements
    union all
    select 'improvement.slice_nature', improvements.slice_nature, improvements.slice_nature_source
    from improvements
    union all
    select 'improvement.slice_level', improvements.slice_level, improvements.slice_level_source
    from improvements
    union all
    select 'improvement.slice_cause_group', improvements.slice_cause_group, improvements.slice_cause_group_source
    from improvements
    union all
    select 'improvement.slice_channel', improvements.slice_channel, improvements.slice_channel_source
    from improvements
    union all
    select 'activity.period_unit', activities.period_unit, activities.period_unit_source
    from activities
    union all
    select 'activity.channel', activities.channel, activities.channel_source
    from activities
    union all
    select 'training.training_topic', trainings.training_topic, trainings.training_topic_source
    from trainings
    union all
    select 'training.training_form', trainings.training_form, trainings.training_form_source
    from trainings
    union all
    select 'training.training_evaluation', trainings.training_evaluation, trainings.training_evaluation_source
    from trainings
    union all
    select 'inspection.inspection_kind', inspections.inspection_kind, inspections.inspection_kind_source
    from inspections
    union all
    select 'inspection.inspector_role', inspections.inspector_role, inspections.inspector_role_source
    from inspections
    union all
    select 'inspection.inspection_method', inspections.inspection_method, inspections.inspection_method_source
    from inspections
    union all
    select 'inspection.audit_stage', inspections.audit_stage, inspections.audit_stage_source
    from inspections
    union all
    select 'finding.finding_severity', findings.finding_severity, findings.finding_severity_source
    from findings
    union all
    select 'finding.finding_status', findings.finding_status, findings.finding_status_source
    from findings
    union all
    select 'calendar.day_kind', calendar.day_kind, calendar.day_kind_source
    from staging.calendar
)

select
    coded.field,
    coded.source_value,
    count(*) as records
from coded
where coded.code = 'unmapped'
group by coded.field, coded.source_value
order by coded.field, count(*) desc, coded.source_value
