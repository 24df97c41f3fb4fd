-- checks.numbering_gap: series of complaint numbers with numbers missing
-- grain: one row a series, by what stands before the running number
-- severity: warn
-- | name | type | role | privacy | meaning
-- | series | VARCHAR | key | public | what stands before the running number
-- | first_number | BIGINT | measure | public | lowest running number
-- | last_number | BIGINT | measure | public | highest running number
-- | found | BIGINT | measure | public | numbers found
-- | missing | BIGINT | measure | public | numbers missing between them
with numbered as (
    select
        rtrim(dated.complaint_id, '0123456789') as series,
        try_cast(substr(dated.complaint_id, length(rtrim(dated.complaint_id, '0123456789')) + 1) as bigint) as running_number
    from cases.dated
),

series as (
    select
        numbered.series,
        min(numbered.running_number) as first_number,
        max(numbered.running_number) as last_number,
        count(numbered.running_number) as found
    from numbered
    group by numbered.series
)

select
    series.series,
    series.first_number,
    series.last_number,
    series.found,
    series.last_number - series.first_number + 1 - series.found as missing
from series
where
    series.found > 1
    and series.last_number - series.first_number + 1 > series.found
    -- Numbers that carry a date or are drawn at random are no series.
    and series.last_number - series.first_number + 1 <= 2 * series.found
order by series.series
