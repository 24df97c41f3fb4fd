-- checks.event_after_export: records with a date of receipt behind the instant at which they were exported
-- grain: one row a record
-- severity: warn
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint
-- | received_at | TIMESTAMP WITH TIME ZONE | event | public | received, as exported
-- | known_at | TIMESTAMP WITH TIME ZONE | event | public | when the file was exported, or loaded where that is unknown
-- | batch_no | INTEGER | lineage | public | ledger number of the file
-- | row_number | INTEGER | lineage | public | record in that file
select
    complaint.complaint_id,
    complaint.received_at,
    coalesce(batch.exported_at, batch.loaded_at) as known_at,
    complaint.batch_no,
    complaint.row_number
from staging.complaint
inner join ledger.batch on batch.batch_no = complaint.batch_no
where complaint.received_at > coalesce(batch.exported_at, batch.loaded_at)
order by complaint.batch_no, complaint.row_number
