-- marts.time_limit: time limits in force
-- grain: one row a clock and level
-- | name | type | role | privacy | meaning
-- | clock | VARCHAR | key | public | registration, first_response or resolution
-- | level | VARCHAR | key | public | response level, null for every level
-- | limit_hours | DOUBLE | measure | public | limit in clock hours
select
    time_limit.clock,
    time_limit.level,
    time_limit.limit_seconds / 3600.0 as limit_hours
from control.time_limit
order by time_limit.clock, time_limit.level
