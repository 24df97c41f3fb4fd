-- marts.restatement: what a later export added to weeks that an earlier export of the same source had already told of
-- grain: one row a file and week of receipt
-- | name | type | role | privacy | meaning
-- | batch_no | INTEGER | key | public | ledger number of the later file
-- | received_week | DATE | date | public | Monday of the week of receipt, in the business time zone
-- | source | VARCHAR | text | public | source mapping
-- | file_name | VARCHAR | text | public | name of the later file
-- | exported_at | TIMESTAMP WITH TIME ZONE | event | public | when it was exported
-- | earlier_exported_at | TIMESTAMP WITH TIME ZONE | event | public | when the export before it was made, which lacked them
-- | late_count | BIGINT | measure | public | complaints that the earlier export should have had
-- | changed_count | BIGINT | measure | public | complaints of weeks that were over then, which have changed since
with export as (
    select
        batch.batch_no,
        batch.source,
        batch.file_name,
        batch.exported_at,
        lag(batch.exported_at) over (
            partition by batch.source
            order by batch.exported_at, batch.batch_no
        ) as earlier_exported_at
    from ledger.batch
    where batch.entity = 'complaint' and batch.exported_at is not null
),

version as (
    select
        complaint.batch_no,
        complaint.row_number,
        make_timestamp(control.local_us(epoch_us(complaint.received_at))) as received_local,
        make_timestamp(control.local_us(epoch_us(export.earlier_exported_at))) as earlier_local
    from staging.complaint
    inner join export on export.batch_no = complaint.batch_no
    cross join control.run
    where
        complaint.received_at < export.earlier_exported_at
        and export.exported_at <= run.as_of
),

judged as (
    select
        version.batch_no,
        cast(date_trunc('week', version.received_local) as date) as received_week,
        supersession.batch_no is null as is_late,
        supersession.batch_no is not null
            and date_trunc('week', version.earlier_local) > version.received_local as is_changed
    from version
    left join ledger.supersession
        on supersession.by_batch_no = version.batch_no
        and supersession.by_row_number = version.row_number
        and supersession.entity = 'complaint'
)

select
    judged.batch_no,
    judged.received_week,
    export.source,
    export.file_name,
    export.exported_at,
    export.earlier_exported_at,
    count(*) filter (where judged.is_late) as late_count,
    count(*) filter (where judged.is_changed) as changed_count
from judged
inner join export on export.batch_no = judged.batch_no
where judged.is_late or judged.is_changed
group by
    judged.batch_no,
    judged.received_week,
    export.source,
    export.file_name,
    export.exported_at,
    export.earlier_exported_at
order by judged.batch_no, judged.received_week
