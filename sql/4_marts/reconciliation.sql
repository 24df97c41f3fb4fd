-- marts.reconciliation: what became of the rows of each file
-- grain: one row a file
-- | name | type | role | privacy | meaning
-- | batch_no | INTEGER | key | public | ledger number of the file
-- | file_name | VARCHAR | text | public | name of the file
-- | source | VARCHAR | text | public | source mapping
-- | entity | VARCHAR | text | public | what the source holds
-- | sha256 | VARCHAR | text | public | hash of the file's bytes
-- | exported_at | TIMESTAMP WITH TIME ZONE | event | public | when the file was exported, where known
-- | rows_read | BIGINT | measure | public | records in the file
-- | rows_loaded | BIGINT | measure | public | records loaded as new versions
-- | rows_unchanged | BIGINT | measure | public | records that said nothing new
-- | rows_quarantined | BIGINT | measure | public | records put into quarantine
-- | rows_mended | BIGINT | measure | public | of those in quarantine, the ones that were mended and replayed since
-- | rows_replayed | BIGINT | measure | public | records of this file that were in quarantine as those of another file
-- | notes | VARCHAR | text | public | further counts
with mended as (
    select
        quarantine.batch_no,
        count(quarantine.replayed_by) as rows_mended
    from ledger.quarantine
    group by quarantine.batch_no
),

replayed as (
    select
        quarantine.replayed_by as batch_no,
        count(*) as rows_replayed
    from ledger.quarantine
    where quarantine.replayed_by is not null
    group by quarantine.replayed_by
)

select
    batch.batch_no,
    batch.file_name,
    batch.source,
    batch.entity,
    batch.sha256,
    batch.exported_at,
    batch.rows_read,
    batch.rows_loaded,
    batch.rows_unchanged,
    batch.rows_quarantined,
    coalesce(mended.rows_mended, 0) as rows_mended,
    coalesce(replayed.rows_replayed, 0) as rows_replayed,
    batch.notes
from ledger.batch
left join mended on mended.batch_no = batch.batch_no
left join replayed on replayed.batch_no = batch.batch_no
order by batch.batch_no
