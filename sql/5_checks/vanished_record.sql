-- checks.vanished_record: records that the newest full export of their source no longer has
-- grain: one row a record
-- severity: warn
-- | name | type | role | privacy | meaning
-- | source | VARCHAR | text | public | source mapping
-- | row_key | VARCHAR | key | public | number of the record
-- | batch_no | INTEGER | lineage | public | ledger number of the full export
with newest as (
    select
        batch.batch_no,
        batch.source,
        row_number() over (
            partition by batch.source
            order by batch.exported_at desc nulls last, batch.batch_no desc
        ) as recency
    from ledger.batch
)

select
    newest.source,
    vanished.row_key,
    vanished.batch_no
from ledger.vanished
inner join newest on newest.batch_no = vanished.batch_no and newest.recency = 1
order by newest.source, vanished.row_key
