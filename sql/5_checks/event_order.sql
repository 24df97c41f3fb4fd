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
with pairs as (
    select complaint.complaint_id, 'received_at' as earlier_event, 'registered_at' as later_event, complaint.received_at as earlier_at, complaint.registered_at as later_at, complaint.batch_no, complaint.row_number
    from facts.complaint
    union all
    select complaint.complaint_id, 'received_at', 'accepted_at', complaint.received_at, complaint.accepted_at, complaint.batch_no, complaint.row_number
    from facts.complaint
    union all
    select complaint.complaint_id, 'received_at', 'first_response_at', complaint.received_at, complaint.first_response_at, complaint.batch_no, complaint.row_number
    from facts.complaint
    union all
    select complaint.complaint_id, 'received_at', 'started_at', complaint.received_at, complaint.started_at, complaint.batch_no, complaint.row_number
    from facts.complaint
    union all
    select complaint.complaint_id, 'received_at', 'resolved_at', complaint.received_at, complaint.resolved_at, complaint.batch_no, complaint.row_number
    from facts.complaint
    union all
    select complaint.complaint_id, 'registered_at', 'accepted_at', complaint.registered_at, complaint.accepted_at, complaint.batch_no, complaint.row_number
    from facts.complaint
    union all
    select complaint.complaint_id, 'accepted_at', 'assessed_at', complaint.accepted_at, complaint.assessed_at, complaint.batch_no, complaint.row_number
    from facts.complaint
    union all
    select complaint.complaint_id, 'accepted_at', 'resolved_at', complaint.accepted_at, complaint.resolved_at, complaint.batch_no, complaint.row_number
    from facts.complaint
    union all
    select complaint.complaint_id, 'resolved_at', 'feedback_at', complaint.resolved_at, complaint.feedback_at, complaint.batch_no, complaint.row_number
    from facts.complaint
    where complaint.reopened_at is null
    union all
    select complaint.complaint_id, 'resolved_at', 'closed_at', complaint.resolved_at, complaint.closed_at, complaint.batch_no, complaint.row_number
    from facts.complaint
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
where pairs.later_at < pairs.earlier_at
order by pairs.complaint_id, pairs.earlier_event, pairs.later_event
