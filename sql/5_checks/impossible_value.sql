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
with complaints as (
    select complaint.*
    from current.complaint
    where
        complaint.received_at < timestamp '1990-01-01 00:00:00'
        or complaint.transfer_count < 0
        or complaint.contact_count < 0
        or complaint.reopen_count < 0
        or complaint.amount < 0
        or complaint.plan_item_count not between 0 and 4
),

activities as (
    select activity.*
    from current.activity
    where
        activity.order_count < 0
        or activity.customer_count < 0
        or activity.contact_count < 0
        or activity.period_end_on < activity.period_start_on
),

trainings as (
    select training.*
    from current.training
    where
        training.score_after > training.score_scale
        or training.score_before > training.score_scale
),

inspections as (
    select inspection.*
    from current.inspection
    where
        inspection.score > inspection.score_scale
        or inspection.correct_count > inspection.sample_count
)

select
    'complaint' as entity,
    complaints.complaint_id as record_key,
    'received_at' as field,
    cast(complaints.received_at as varchar) as field_value,
    complaints.batch_no,
    complaints.row_number
from complaints
where complaints.received_at < timestamp '1990-01-01 00:00:00'
union all
select
    'complaint',
    complaints.complaint_id,
    'transfer_count',
    cast(complaints.transfer_count as varchar),
    complaints.batch_no,
    complaints.row_number
from complaints
where complaints.transfer_count < 0
union all
select
    'complaint',
    complaints.complaint_id,
    'contact_count',
    cast(complaints.contact_count as varchar),
    complaints.batch_no,
    complaints.row_number
from complaints
where complaints.contact_count < 0
union all
select
    'complaint',
    complaints.complaint_id,
    'reopen_count',
    cast(complaints.reopen_count as varchar),
    complaints.batch_no,
    complaints.row_number
from complaints
where complaints.reopen_count < 0
union all
select
    'complaint',
    complaints.complaint_id,
    'amount',
    cast(complaints.amount as varchar),
    complaints.batch_no,
    complaints.row_number
from complaints
where complaints.amount < 0
union all
select
    'complaint',
    complaints.complaint_id,
    'plan_item_count',
    cast(complaints.plan_item_count as varchar),
    complaints.batch_no,
    complaints.row_number
from complaints
where complaints.plan_item_count not between 0 and 4
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
    activities.activity_key,
    'order_count',
    cast(activities.order_count as varchar),
    activities.batch_no,
    activities.row_number
from activities
where activities.order_count < 0
union all
select
    'activity',
    activities.activity_key,
    'customer_count',
    cast(activities.customer_count as varchar),
    activities.batch_no,
    activities.row_number
from activities
where activities.customer_count < 0
union all
select
    'activity',
    activities.activity_key,
    'contact_count',
    cast(activities.contact_count as varchar),
    activities.batch_no,
    activities.row_number
from activities
where activities.contact_count < 0
union all
select
    'activity',
    activities.activity_key,
    'period_end_on',
    cast(activities.period_end_on as varchar),
    activities.batch_no,
    activities.row_number
from activities
where activities.period_end_on < activities.period_start_on
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
    trainings.training_id,
    'score_after',
    cast(trainings.score_after as varchar),
    trainings.batch_no,
    trainings.row_number
from trainings
where trainings.score_after > trainings.score_scale
union all
select
    'training',
    trainings.training_id,
    'score_before',
    cast(trainings.score_before as varchar),
    trainings.batch_no,
    trainings.row_number
from trainings
where trainings.score_before > trainings.score_scale
union all
select
    'inspection',
    inspections.inspection_id,
    'score',
    cast(inspections.score as varchar),
    inspections.batch_no,
    inspections.row_number
from inspections
where inspections.score > inspections.score_scale
union all
select
    'inspection',
    inspections.inspection_id,
    'correct_count',
    cast(inspections.correct_count as varchar),
    inspections.batch_no,
    inspections.row_number
from inspections
where inspections.correct_count > inspections.sample_count
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
