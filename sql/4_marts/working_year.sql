-- marts.working_year: the working days of the calendar that the clocks count in; a year that is not here is not known
-- grain: one row a year
-- | name | type | role | privacy | meaning
-- | year | INTEGER | key | public | the year
-- | working_days | BIGINT | measure | public | working days of it
-- | loaded_through | DATE | date | public | its last day that is known
select
    cast(extract(year from working_day.day) as integer) as year,
    count(*) filter (where working_day.is_working) as working_days,
    max(working_day.day) as loaded_through
from control.working_day
group by 1
order by 1
