-- marts.contribution: what changed between the last four complete weeks and the four before, by segment
-- grain: one row a metric, dimension and member; filled by the analyse stage
-- | name | type | role | privacy | meaning
-- | contribution_no | INTEGER | key | public | number of the row
-- | metric | VARCHAR | text | public | metric by its name in the catalogue
-- | dimension | VARCHAR | text | public | dimension of the segments
-- | member | VARCHAR | text | public | member of the dimension, null for the unknown
-- | before_from | DATE | date | public | first day of the period before
-- | before_to | DATE | date | public | last day of the period before
-- | after_from | DATE | date | public | first day of the period after
-- | after_to | DATE | date | public | last day of the period after
-- | size_before | DOUBLE | measure | public | count, or denominator, before
-- | size_after | DOUBLE | measure | public | count, or denominator, after
-- | value_before | DOUBLE | measure | public | value of the segment before, null without cases
-- | value_after | DOUBLE | measure | public | value of the segment after, null without cases
-- | total_before | DOUBLE | measure | public | value of the whole before
-- | total_after | DOUBLE | measure | public | value of the whole after
-- | change | DOUBLE | measure | public | what the segment adds to the change of the whole
-- | rate_effect | DOUBLE | measure | public | part of it from its own value; null for a count
-- | mix_effect | DOUBLE | measure | public | part of it from its weight; null for a count
-- | share_of_net | DOUBLE | measure | public | part of the net change, may be negative or above 1; null where the net is 0
select
    cast(null as integer) as contribution_no,
    cast(null as varchar) as metric,
    cast(null as varchar) as dimension,
    cast(null as varchar) as member,
    cast(null as date) as before_from,
    cast(null as date) as before_to,
    cast(null as date) as after_from,
    cast(null as date) as after_to,
    cast(null as double) as size_before,
    cast(null as double) as size_after,
    cast(null as double) as value_before,
    cast(null as double) as value_after,
    cast(null as double) as total_before,
    cast(null as double) as total_after,
    cast(null as double) as change,
    cast(null as double) as rate_effect,
    cast(null as double) as mix_effect,
    cast(null as double) as share_of_net
where false
