-- marts.signal: control charts of the metrics, and of the slices in which a step was found
-- grain: one row a metric, slice and period; filled by the analyse stage
-- | name | type | role | privacy | meaning
-- | signal_no | INTEGER | key | public | number of the row, in the order of charts and periods
-- | metric | VARCHAR | text | public | metric by its name in the catalogue
-- | dimension | VARCHAR | text | public | dimension of the slice, null for the whole
-- | member | VARCHAR | text | public | member of the dimension, null for the whole and for the unknown
-- | period_unit | VARCHAR | text | public | week, or a longer one where events are rare; day for a t chart, whose points are the events themselves
-- | period_from | DATE | date | public | first day of the period
-- | period_to | DATE | date | public | last day of the period
-- | numerator | DOUBLE | measure | public | numerator, or sum
-- | denominator | DOUBLE | measure | public | denominator, null for a count
-- | metric_value | DOUBLE | measure | public | value of the metric, null for a gap; in a t chart the days since the event before
-- | centre | DOUBLE | measure | public | centre line, the median of a run chart
-- | lower_limit | DOUBLE | measure | public | lower control limit, null without limits
-- | upper_limit | DOUBLE | measure | public | upper control limit, null without limits
-- | target | DOUBLE | measure | public | target of the metric: drawn, never a limit
-- | sigmas | DOUBLE | measure | public | distance from the centre in standard deviations
-- | chart | VARCHAR | text | public | p_prime, u_prime, c, xmr, or t for the time between rare events; null for a run chart
-- | stage | VARCHAR | text | public | run, trial or locked
-- | phase | INTEGER | key | public | number of the stretch with limits of its own, from 0
-- | rebase_reason | VARCHAR | text | public | why limits begin anew with this phase
-- | baseline_to | DATE | date | public | first day of the last period that the limits come from
-- | sigma_z | DOUBLE | measure | public | factor by which points vary beyond chance
-- | rules | VARCHAR | text | public | run rules that the point is part of, separated by commas
-- | direction | INTEGER | measure | public | which way the special cause goes: 1 up, -1 down, 0 none
-- | is_set_aside | BOOLEAN | flag | public | drawn, but neither in the limits nor in the rules
-- | variation | VARCHAR | text | public | common; improvement or concern for a special cause on the good or the bad side, high or low where no side is declared; unknown with too few points for limits
-- | assurance | VARCHAR | text | public | against the target as the process stands: passes or fails consistently, hit_and_miss by chance, unknown without target or limits
-- | since | DATE | date | public | where the level most probably changed, for a point of a shift
-- | level_before | DOUBLE | measure | public | level before that, in the unit of the metric
-- | level_after | DOUBLE | measure | public | level from there on
-- | strength | DOUBLE | measure | public | how strong the special cause is: mean distance in sigmas times the root of its points
-- | is_latest | BOOLEAN | flag | public | the last point of its chart
select
    cast(null as integer) as signal_no,
    cast(null as varchar) as metric,
    cast(null as varchar) as dimension,
    cast(null as varchar) as member,
    cast(null as varchar) as period_unit,
    cast(null as date) as period_from,
    cast(null as date) as period_to,
    cast(null as double) as numerator,
    cast(null as double) as denominator,
    cast(null as double) as metric_value,
    cast(null as double) as centre,
    cast(null as double) as lower_limit,
    cast(null as double) as upper_limit,
    cast(null as double) as target,
    cast(null as double) as sigmas,
    cast(null as varchar) as chart,
    cast(null as varchar) as stage,
    cast(null as integer) as phase,
    cast(null as varchar) as rebase_reason,
    cast(null as date) as baseline_to,
    cast(null as double) as sigma_z,
    cast(null as varchar) as rules,
    cast(null as integer) as direction,
    cast(null as boolean) as is_set_aside,
    cast(null as varchar) as variation,
    cast(null as varchar) as assurance,
    cast(null as date) as since,
    cast(null as double) as level_before,
    cast(null as double) as level_after,
    cast(null as double) as strength,
    cast(null as boolean) as is_latest
where false
