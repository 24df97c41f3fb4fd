-- marts.pareto: complaints of the latest weeks by member of a dimension, largest first: by count, weighted by level, and by rate
-- grain: one row a dimension, weighting and member; filled by the analyse stage
-- | name | type | role | privacy | meaning
-- | pareto_no | INTEGER | key | public | number of the row
-- | dimension | VARCHAR | text | public | dimension that the complaints are sorted by
-- | weighting | VARCHAR | text | public | count; level: each case by the weight of its level; rate: by exposure, where it is known
-- | span_from | DATE | date | public | first day of the span in which the complaints came in
-- | span_to | DATE | date | public | last day of it
-- | rank | INTEGER | measure | public | place, from 1; other and unknown come last by count and level
-- | member | VARCHAR | text | public | member of the dimension, null for the unknown
-- | is_other | BOOLEAN | flag | public | stands for other, for a value without a code or for the unknown: never one of the vital few
-- | case_count | INTEGER | measure | public | complaints
-- | weight | DOUBLE | measure | public | what is sorted by: the count, the sum of the weights of the levels, or the rate
-- | share | DOUBLE | measure | public | part of the total; null by rate
-- | cumulative_share | DOUBLE | measure | public | part of the total up to this place; null by rate
-- | is_vital_few | BOOLEAN | flag | public | among those that make up 80 % together, the one that crosses it included
-- | total | DOUBLE | measure | public | sum of all members; by rate, of the complaints
-- | exposure | DOUBLE | measure | public | exposure of the rate; null by count and level
-- | rate_metric | VARCHAR | text | public | metric that the rate is, null by count and level
-- | rate_low | DOUBLE | measure | public | lower end of the rate's 95 % interval
-- | rate_high | DOUBLE | measure | public | upper end of the rate's 95 % interval
-- | other_share | DOUBLE | measure | public | part of the total that is other or unknown; null by rate
-- | flag | VARCHAR | text | public | other_exceeds_threshold: the codes need work; no_concentration: all are equal; null otherwise
select
    cast(null as integer) as pareto_no,
    cast(null as varchar) as dimension,
    cast(null as varchar) as weighting,
    cast(null as date) as span_from,
    cast(null as date) as span_to,
    cast(null as integer) as rank,
    cast(null as varchar) as member,
    cast(null as boolean) as is_other,
    cast(null as integer) as case_count,
    cast(null as double) as weight,
    cast(null as double) as share,
    cast(null as double) as cumulative_share,
    cast(null as boolean) as is_vital_few,
    cast(null as double) as total,
    cast(null as double) as exposure,
    cast(null as varchar) as rate_metric,
    cast(null as double) as rate_low,
    cast(null as double) as rate_high,
    cast(null as double) as other_share,
    cast(null as varchar) as flag
where false
