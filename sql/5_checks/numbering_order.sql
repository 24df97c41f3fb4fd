-- checks.numbering_order: complaint numbers that were both received and registered before the number in front of them
-- grain: one row a complaint
-- severity: warn
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint
-- | registered_at | TIMESTAMP WITH TIME ZONE | event | public | registered, or received where that is not known
-- | previous_id | VARCHAR | key | public | the number in front of it
-- | previous_at | TIMESTAMP WITH TIME ZONE | event | public | when that was registered
-- | batch_no | INTEGER | lineage | public | ledger number of the file
-- | row_number | INTEGER | lineage | public | record in that file
with numbered as (
    select
        dated.complaint_id,
        rtrim(dated.complaint_id, '0123456789') as series,
        try_cast(substr(dated.complaint_id, length(rtrim(dated.complaint_id, '0123456789')) + 1) as bigint) as running_number,
        dated.received_at,
        coalesce(dated.registered_at, dated.received_at) as registered_at,
        dated.batch_no,
        dated.row_number
    from cases.dated
    -- Order is looked at in archives that a person could put in order; sorting millions would hold up every run.
    where (select count(*) from current.complaint) <= 500000
),

ordered as (
    select
        numbered.*,
        lag(numbered.complaint_id) over (partition by numbered.series order by numbered.running_number) as previous_id,
        lag(numbered.received_at) over (partition by numbered.series order by numbered.running_number) as previous_received_at,
        lag(numbered.registered_at) over (partition by numbered.series order by numbered.running_number) as previous_at
    from numbered
    where numbered.running_number is not null
)

select
    ordered.complaint_id,
    ordered.registered_at,
    ordered.previous_id,
    ordered.previous_at,
    ordered.batch_no,
    ordered.row_number
from ordered
where ordered.received_at < ordered.previous_received_at and ordered.registered_at < ordered.previous_at
order by ordered.batch_no, ordered.row_number
