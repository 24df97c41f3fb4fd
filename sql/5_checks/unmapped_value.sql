-- checks.unmapped_value: values of coded columns that no code stands for
-- grain: one row a column and value
-- severity: warn
-- | name | type | role | privacy | meaning
-- | field | VARCHAR | text | public | the coded column, with its entity in front where that is no complaint
-- | source_value | VARCHAR | text | public | the value in the source's words
-- | records | BIGINT | measure | public | records that carry it
with coded as (
    select 'customer_type' as field, complaint.customer_type as code, complaint.customer_type_source as source_value
    from staging.complaint
    union all
    select 'customer_activity', complaint.customer_activity, complaint.customer_activity_source
    from staging.complaint
    union all
    select 'customer_life_cycle', complaint.customer_life_cycle, complaint.customer_life_cycle_source
    from staging.complaint
    union all
    select 'complainant_side', complaint.complainant_side, complaint.complainant_side_source
    from staging.complaint
    union all
    select 'detected_by', complaint.detected_by, complaint.detected_by_source
    from staging.complaint
    union all
    select 'channel', complaint.channel, complaint.channel_source
    from staging.complaint
    union all
    select 'status', complaint.status, complaint.status_source
    from staging.complaint
    union all
    select 'nature', complaint.nature, complaint.nature_source
    from staging.complaint
    union all
    select 'level', complaint.level, complaint.level_source
    from staging.complaint
    union all
    select 'scope', complaint.scope, complaint.scope_source
    from staging.complaint
    union all
    select 'cause_group', complaint.cause_group, complaint.cause_group_source
    from staging.complaint
    union all
    select 'fishbone_branch', complaint.fishbone_branch, complaint.fishbone_branch_source
    from staging.complaint
    union all
    select 'owner_role', complaint.owner_role, complaint.owner_role_source
    from staging.complaint
    union all
    select 'handling_side', complaint.handling_side, complaint.handling_side_source
    from staging.complaint
    union all
    select 'third_party', complaint.third_party, complaint.third_party_source
    from staging.complaint
    union all
    select 'difficulty', complaint.difficulty, complaint.difficulty_source
    from staging.complaint
    union all
    select 'remedy', complaint.remedy, complaint.remedy_source
    from staging.complaint
    union all
    select 'customer_confirmed', complaint.customer_confirmed, complaint.customer_confirmed_source
    from staging.complaint
    union all
    select 'appeal_result', complaint.appeal_result, complaint.appeal_result_source
    from staging.complaint
    union all
    select 'complaint_event.event', complaint_event.event, complaint_event.event_source
    from staging.complaint_event
    union all
    select 'complaint_event.status', complaint_event.status, complaint_event.status_source
    from staging.complaint_event
    union all
    select 'survey.survey_moment', survey.survey_moment, survey.survey_moment_source
    from staging.survey
    union all
    select 'improvement.phase', improvement.phase, improvement.phase_source
    from staging.improvement
    union all
    select 'improvement.improvement_kind', improvement.improvement_kind, improvement.improvement_kind_source
    from staging.improvement
    union all
    select 'improvement.improvement_status', improvement.improvement_status, improvement.improvement_status_source
    from staging.improvement
    union all
    select 'improvement.rollout_stage', improvement.rollout_stage, improvement.rollout_stage_source
    from staging.improvement
    union all
    select 'improvement.proposed_by', improvement.proposed_by, improvement.proposed_by_source
    from staging.improvement
    union all
    select 'improvement.target_comparator', improvement.target_comparator, improvement.target_comparator_source
    from staging.improvement
    union all
    select 'improvement.slice_nature', improvement.slice_nature, improvement.slice_nature_source
    from staging.improvement
    union all
    select 'improvement.slice_level', improvement.slice_level, improvement.slice_level_source
    from staging.improvement
    union all
    select 'improvement.slice_cause_group', improvement.slice_cause_group, improvement.slice_cause_group_source
    from staging.improvement
    union all
    select 'improvement.slice_channel', improvement.slice_channel, improvement.slice_channel_source
    from staging.improvement
    union all
    select 'activity.period_unit', activity.period_unit, activity.period_unit_source
    from staging.activity
    union all
    select 'activity.channel', activity.channel, activity.channel_source
    from staging.activity
    union all
    select 'training.training_topic', training.training_topic, training.training_topic_source
    from staging.training
    union all
    select 'training.training_form', training.training_form, training.training_form_source
    from staging.training
    union all
    select 'training.training_evaluation', training.training_evaluation, training.training_evaluation_source
    from staging.training
    union all
    select 'inspection.inspection_kind', inspection.inspection_kind, inspection.inspection_kind_source
    from staging.inspection
    union all
    select 'inspection.inspector_role', inspection.inspector_role, inspection.inspector_role_source
    from staging.inspection
    union all
    select 'inspection.inspection_method', inspection.inspection_method, inspection.inspection_method_source
    from staging.inspection
    union all
    select 'inspection.audit_stage', inspection.audit_stage, inspection.audit_stage_source
    from staging.inspection
    union all
    select 'finding.finding_severity', finding.finding_severity, finding.finding_severity_source
    from staging.finding
    union all
    select 'finding.finding_status', finding.finding_status, finding.finding_status_source
    from staging.finding
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
