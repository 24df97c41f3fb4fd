-- checks.impossible_value: values that cannot be: counts and amounts below nothing, scores above their scale, ends before their beginnings
-- grain: one row a record and field
-- severity: warn
-- | name | type | role | privacy | meaning
-- | entity | VARCHAR | text | public | what the record is
-- | record_key | VARCHAR | key | public | number of the record
-- | field | VARCHAR | text | public | the field
-- | field_value | VARCHAR | text | public | its value
-- | batch_no | INTEGER | lineage | public | ledger number of the file
-- | row_number | INTEGER | lineage | public | record in that file
select
    'complaint' as entity,
    complaint.complaint_id as record_key,
    'received_at' as field,
    cast(complaint.received_at as varchar) as field_value,
    complaint.batch_no,
    complaint.row_number
from current.complaint
where complaint.received_at < timestamp '1990-01-01 00:00:00'
union all
select
    'complaint',
    complaint.complaint_id,
    'transfer_count',
    cast(complaint.transfer_count as varchar),
    complaint.batch_no,
    complaint.row_number
from current.complaint
where complaint.transfer_count < 0
union all
select
    'complaint',
    complaint.complaint_id,
    'contact_count',
    cast(complaint.contact_count as varchar),
    complaint.batch_no,
    complaint.row_number
from current.complaint
where complaint.contact_count < 0
union all
select
    'complaint',
    complaint.complaint_id,
    'reopen_count',
    cast(complaint.reopen_count as varchar),
    complaint.batch_no,
    complaint.row_number
from current.complaint
where complaint.reopen_count < 0
union all
select
    'complaint',
    complaint.complaint_id,
    'amount',
    cast(complaint.amount as varchar),
    complaint.batch_no,
    complaint.row_number
from current.complaint
where complaint.amount < 0
union all
select
    'complaint',
    complaint.complaint_id,
    'plan_item_count',
    cast(complaint.plan_item_count as varchar),
    complaint.batch_no,
    complaint.row_number
from current.complaint
where complaint.plan_item_count not between 0 and 4
union all
select
    'survey',
    survey.survey_id,
    'answered_at',
    cast(survey.answered_at as varchar),
    survey.batch_no,
    survey.row_number
from current.survey
where survey.answered_at < survey.sent_at
union all
select
    'activity',
    activity.activity_key,
    'order_count',
    cast(activity.order_count as varchar),
    activity.batch_no,
    activity.row_number
from current.activity
where activity.order_count < 0
union all
select
    'activity',
    activity.activity_key,
    'customer_count',
    cast(activity.customer_count as varchar),
    activity.batch_no,
    activity.row_number
from current.activity
where activity.customer_count < 0
union all
select
    'activity',
    activity.activity_key,
    'contact_count',
    cast(activity.contact_count as varchar),
    activity.batch_no,
    activity.row_number
from current.activity
where activity.contact_count < 0
union all
select
    'activity',
    activity.activity_key,
    'period_end_on',
    cast(activity.period_end_on as varchar),
    activity.batch_no,
    activity.row_number
from current.activity
where activity.period_end_on < activity.period_start_on
union all
select
    'improvement',
    improvement.improvement_id,
    'closed_on',
    cast(improvement.closed_on as varchar),
    improvement.batch_no,
    improvement.row_number
from current.improvement
where improvement.closed_on < improvement.started_on
union all
select
    'training',
    training.training_id,
    'score_after',
    cast(training.score_after as varchar),
    training.batch_no,
    training.row_number
from current.training
where training.score_after > training.score_scale
union all
select
    'training',
    training.training_id,
    'score_before',
    cast(training.score_before as varchar),
    training.batch_no,
    training.row_number
from current.training
where training.score_before > training.score_scale
union all
select
    'inspection',
    inspection.inspection_id,
    'score',
    cast(inspection.score as varchar),
    inspection.batch_no,
    inspection.row_number
from current.inspection
where inspection.score > inspection.score_scale
union all
select
    'inspection',
    inspection.inspection_id,
    'correct_count',
    cast(inspection.correct_count as varchar),
    inspection.batch_no,
    inspection.row_number
from current.inspection
where inspection.correct_count > inspection.sample_count
union all
select
    'finding',
    finding.finding_id,
    'closed_on',
    cast(finding.closed_on as varchar),
    finding.batch_no,
    finding.row_number
from current.finding
where finding.closed_on < finding.found_on
