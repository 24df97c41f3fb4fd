-- checks.retention_exceeded: complaints that were closed more than five years ago and are still kept, by count only
-- grain: one row a year
-- severity: warn
-- | name | type | role | privacy | meaning
-- | closed_year | INTEGER | key | public | year in which they were closed
-- | complaints | BIGINT | measure | public | complaints of that year
select
    cast(extract(year from make_timestamp(control.local_us(epoch_us(dated.closed_at)))) as integer) as closed_year,
    count(*) as complaints
from cases.dated
where epoch_us(dated.as_of) - epoch_us(dated.closed_at) > 157784760000000
group by 1
order by 1
