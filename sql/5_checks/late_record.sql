-- checks.late_record: complaints that an earlier export of the same source should have had and did not
-- grain: one row a record
-- severity: warn
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint
-- | received_at | TIMESTAMP WITH TIME ZONE | event | public | received, as exported
-- | earlier_exported_at | TIMESTAMP WITH TIME ZONE | event | public | when the export was made that lacked it
-- | batch_no | INTEGER | lineage | public | ledger number of the file that brought it
-- | row_number | INTEGER | lineage | public | record in that file
with export as (
    select
        batch.batch_no,
        lag(batch.exported_at) over (
            partition by batch.source
            order by batch.exported_at, batch.batch_no
        ) as earlier_exported_at
    from ledger.batch
    where batch.entity = 'complaint' and batch.exported_at is not null
)

select
    complaint.complaint_id,
    complaint.received_at,
    export.earlier_exported_at,
    complaint.batch_no,
    complaint.row_number
from staging.complaint
inner join export on export.batch_no = complaint.batch_no
where
    complaint.received_at < export.earlier_exported_at
    and not exists (
        select 1
        from ledger.supersession
        where
            supersession.by_batch_no = complaint.batch_no
            and supersession.by_row_number = complaint.row_number
            and supersession.entity = 'complaint'
    )
order by complaint.batch_no, complaint.row_number
