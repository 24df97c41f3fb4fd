-- checks.future_event: complaints with an event behind the instant at which their file was exported, or loaded
-- grain: one row a complaint
-- severity: warn
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint
-- | latest_at | TIMESTAMP WITH TIME ZONE | event | public | the latest of its events
-- | known_at | TIMESTAMP WITH TIME ZONE | event | public | when the file was exported, or loaded where that is unknown
-- | batch_no | INTEGER | lineage | public | ledger number of the file
-- | row_number | INTEGER | lineage | public | record in that file
with latest as (
    select
        complaint.complaint_id,
        greatest(complaint.service_end_at, complaint.registered_at, complaint.accepted_at, complaint.first_response_at, complaint.started_at, complaint.assessed_at, complaint.investigated_at, complaint.ext_coord_at, complaint.escalated_at, complaint.notice_at, complaint.resolved_at, complaint.rectified_at, complaint.feedback_at, complaint.contacted_at, complaint.confirmation_sent_at, complaint.confirmed_at, complaint.followed_up_at, complaint.rechecked_at, complaint.closed_at, complaint.reopened_at, complaint.appealed_at, complaint.appeal_decided_at) as latest_at,
        coalesce(batch.exported_at, batch.loaded_at) as known_at,
        complaint.batch_no,
        complaint.row_number
    from current.complaint
    inner join ledger.batch on batch.batch_no = complaint.batch_no
)

select
    latest.complaint_id,
    latest.latest_at,
    latest.known_at,
    latest.batch_no,
    latest.row_number
from latest
where latest.latest_at > latest.known_at
order by latest.batch_no, latest.row_number
