-- checks.ledger_sum: files whose rows in the warehouse are not those of the ledger
-- grain: one row a file
-- severity: stop
-- | name | type | role | privacy | meaning
-- | batch_no | INTEGER | key | public | ledger number of the file
-- | rows_loaded | BIGINT | measure | public | rows loaded, by the ledger
-- | rows_found | BIGINT | measure | public | rows found in staging
-- | rows_quarantined | BIGINT | measure | public | rows quarantined, by the ledger
-- | quarantine_found | BIGINT | measure | public | rows found in quarantine
with staged as (
    select complaint.batch_no
    from staging.complaint
    union all
    select complaint_event.batch_no
    from staging.complaint_event
    union all
    select survey.batch_no
    from staging.survey
    union all
    select improvement.batch_no
    from staging.improvement
    union all
    select activity.batch_no
    from staging.activity
    union all
    select training.batch_no
    from staging.training
    union all
    select inspection.batch_no
    from staging.inspection
    union all
    select finding.batch_no
    from staging.finding
    union all
    select calendar.batch_no
    from staging.calendar
),

staged_counts as (
    select
        staged.batch_no,
        count(*) as rows_found
    from staged
    group by staged.batch_no
),

quarantine_counts as (
    select
        quarantine.batch_no,
        count(*) as quarantine_found
    from ledger.quarantine
    group by quarantine.batch_no
)

select
    batch.batch_no,
    batch.rows_loaded,
    coalesce(staged_counts.rows_found, 0) as rows_found,
    batch.rows_quarantined,
    coalesce(quarantine_counts.quarantine_found, 0) as quarantine_found
from ledger.batch
left join staged_counts on staged_counts.batch_no = batch.batch_no
left join quarantine_counts on quarantine_counts.batch_no = batch.batch_no
where
    batch.rows_loaded <> coalesce(staged_counts.rows_found, 0)
    or batch.rows_quarantined <> coalesce(quarantine_counts.quarantine_found, 0)
