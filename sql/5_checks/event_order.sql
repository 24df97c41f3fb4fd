-- checks.event_order: complaints with an event before the one that must precede it
-- grain: one row a complaint and pair of events
-- severity: warn
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint
-- | earlier_event | VARCHAR | text | public | the event that should come first
-- | later_event | VARCHAR | text | public | the event that should come after it
-- | earlier_at | TIMESTAMP WITH TIME ZONE | event | public | instant of the first
-- | later_at | TIMESTAMP WITH TIME ZONE | event | public | instant of the second
-- | batch_no | INTEGER | lineage | public | ledger number of the file
-- | row_number | INTEGER | lineage | public | record in that file
with offenders as (
    select
        dated.complaint_id,
        dated.received_at,
        dated.registered_at,
        dated.accepted_at,
        dated.first_response_at,
        dated.started_at,
        dated.resolved_at,
        dated.assessed_at,
        dated.notice_at,
        dated.ext_coord_at,
        dated.feedback_at,
        dated.confirmation_sent_at,
        dated.closed_at,
        dated.appealed_at,
        dated.appeal_decided_at,
        dated.reopened_at,
        dated.batch_no,
        dated.row_number
    from cases.dated
    where
        dated.registered_at < dated.received_at
        or dated.accepted_at < dated.received_at
        or dated.first_response_at < dated.received_at
        or dated.started_at < dated.received_at
        or dated.resolved_at < dated.received_at
        or dated.accepted_at < dated.registered_at
        or dated.assessed_at < dated.accepted_at
        or dated.notice_at < dated.accepted_at
        or dated.resolved_at < dated.accepted_at
        or dated.ext_coord_at < dated.assessed_at
        or dated.feedback_at < dated.resolved_at
        or dated.confirmation_sent_at < dated.resolved_at
        or dated.closed_at < dated.resolved_at
        or dated.appeal_decided_at < dated.appealed_at
),

pairs as (
    select
        offenders.complaint_id,
        'received_at' as earlier_event,
        'registered_at' as later_event,
        offenders.received_at as earlier_at,
        offenders.registered_at as later_at,
        offenders.batch_no,
        offenders.row_number
    from offenders
    where offenders.registered_at < offenders.received_at
    union all
    select offenders.complaint_id, 'received_at', 'accepted_at', offenders.received_at, offenders.accepted_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.accepted_at < offenders.received_at
    union all
    select offenders.complaint_id, 'received_at', 'first_response_at', offenders.received_at, offenders.first_response_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.first_response_at < offenders.received_at
    union all
    select offenders.complaint_id, 'received_at', 'started_at', offenders.received_at, offenders.started_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.started_at < offenders.received_at
    union all
    select offenders.complaint_id, 'received_at', 'resolved_at', offenders.received_at, offenders.resolved_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.resolved_at < offenders.received_at
    union all
    select offenders.complaint_id, 'registered_at', 'accepted_at', offenders.registered_at, offenders.accepted_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.accepted_at < offenders.registered_at
    union all
    select offenders.complaint_id, 'accepted_at', 'assessed_at', offenders.accepted_at, offenders.assessed_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.assessed_at < offenders.accepted_at
    union all
    select offenders.complaint_id, 'accepted_at', 'notice_at', offenders.accepted_at, offenders.notice_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.notice_at < offenders.accepted_at
    union all
    select offenders.complaint_id, 'accepted_at', 'resolved_at', offenders.accepted_at, offenders.resolved_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.resolved_at < offenders.accepted_at
    union all
    select offenders.complaint_id, 'assessed_at', 'ext_coord_at', offenders.assessed_at, offenders.ext_coord_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.ext_coord_at < offenders.assessed_at
    union all
    select offenders.complaint_id, 'resolved_at', 'feedback_at', offenders.resolved_at, offenders.feedback_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.feedback_at < offenders.resolved_at and offenders.reopened_at is null
    union all
    select offenders.complaint_id, 'resolved_at', 'confirmation_sent_at', offenders.resolved_at, offenders.confirmation_sent_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.confirmation_sent_at < offenders.resolved_at and offenders.reopened_at is null
    union all
    select offenders.complaint_id, 'resolved_at', 'closed_at', offenders.resolved_at, offenders.closed_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.closed_at < offenders.resolved_at
    union all
    select offenders.complaint_id, 'appealed_at', 'appeal_decided_at', offenders.appealed_at, offenders.appeal_decided_at, offenders.batch_no, offenders.row_number
    from offenders
    where offenders.appeal_decided_at < offenders.appealed_at
)

select
    pairs.complaint_id,
    pairs.earlier_event,
    pairs.later_event,
    pairs.earlier_at,
    pairs.later_at,
    pairs.batch_no,
    pairs.row_number
from pairs
order by pairs.complaint_id, pairs.earlier_event, pairs.later_event
