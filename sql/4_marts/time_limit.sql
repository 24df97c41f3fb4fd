-- marts.time_limit: time limits in force
-- grain: one row a clock and what the limit depends on
-- | name | type | role | privacy | meaning
-- | clock | VARCHAR | key | public | which clock
-- | level | VARCHAR | key | public | response level, null for every level
-- | problem_type | VARCHAR | key | public | technical or process problem, null for both
-- | nature | VARCHAR | key | public | nature of the complaint, null for each
-- | limit_hours | DOUBLE | measure | public | limit in clock hours; null where it counts in days
-- | limit_amount | DECIMAL(18,3) | measure | public | limit in its unit
-- | limit_unit | VARCHAR | text | public | hours, days or working_days
-- | valid_from | DATE | date | public | first day on which it applies; null since ever
-- | valid_to | DATE | date | public | first day on which it applies no longer; null until further notice
-- | requirement | VARCHAR | text | public | requirement that asks for it
-- | changed_reason | VARCHAR | text | public | who changed it, when and why
select
    time_limit.clock,
    time_limit.level,
    time_limit.problem_type,
    time_limit.nature,
    case when time_limit.limit_unit = 'hours' then cast(time_limit.limit_amount as double) end as limit_hours,
    time_limit.limit_amount,
    time_limit.limit_unit,
    time_limit.valid_from,
    time_limit.valid_to,
    time_limit.requirement,
    time_limit.changed_reason
from control.time_limit
order by time_limit.clock, time_limit.nature, time_limit.problem_type, time_limit.level, time_limit.valid_from
