-- marts.scan: all shares, means, scores and rates of the catalogue over all segments, tested for a change and adjusted for the number of tests
-- grain: one row a comparison, metric, dimension and member; filled by the analyse stage
-- | name | type | role | privacy | meaning
-- | scan_no | INTEGER | key | public | number of the row: flagged first, by p-value; what is not flagged is kept at a p-value of 0.05 at most, and for the metrics that are followed
-- | comparison | VARCHAR | text | public | recent: the last weeks against those before; step: the level after the most probable change against that before
-- | metric | VARCHAR | text | public | metric by its name in the catalogue
-- | dimension | VARCHAR | text | public | dimension of the segment, null for the whole
-- | member | VARCHAR | text | public | member of the dimension
-- | is_share_of_all | BOOLEAN | flag | public | the metric is a count: what is compared is the segment's part of it
-- | before_from | DATE | date | public | first day before
-- | before_to | DATE | date | public | last day before
-- | after_from | DATE | date | public | first day after; of a step, when the new level began
-- | after_to | DATE | date | public | last day after
-- | numerator_before | DOUBLE | measure | public | numerator before
-- | denominator_before | DOUBLE | measure | public | denominator before; of a step in a count, the periods
-- | numerator_after | DOUBLE | measure | public | numerator after
-- | denominator_after | DOUBLE | measure | public | denominator after; of a step in a count, the periods
-- | effect | DOUBLE | measure | public | value after minus value before
-- | effect_low | DOUBLE | measure | public | lower end of its 95 % interval
-- | effect_high | DOUBLE | measure | public | upper end of its 95 % interval
-- | p_value | DOUBLE | measure | public | p-value; null where the segment is too small to be tested
-- | adjusted_p | DOUBLE | measure | public | p-value adjusted over all tests of the comparison (Benjamini–Hochberg)
-- | tests | INTEGER | measure | public | number of tests of the comparison
-- | is_flagged | BOOLEAN | flag | public | adjusted p-value at or below the share of false findings that is accepted
-- | follows_whole | BOOLEAN | flag | public | flagged, and yet its interval holds the change of the whole: no finding of its own; ranked last
-- | judgement | VARCHAR | text | public | improvement, concern, high or low for a flagged one; null otherwise
select
    cast(null as integer) as scan_no,
    cast(null as varchar) as comparison,
    cast(null as varchar) as metric,
    cast(null as varchar) as dimension,
    cast(null as varchar) as member,
    cast(null as boolean) as is_share_of_all,
    cast(null as date) as before_from,
    cast(null as date) as before_to,
    cast(null as date) as after_from,
    cast(null as date) as after_to,
    cast(null as double) as numerator_before,
    cast(null as double) as denominator_before,
    cast(null as double) as numerator_after,
    cast(null as double) as denominator_after,
    cast(null as double) as effect,
    cast(null as double) as effect_low,
    cast(null as double) as effect_high,
    cast(null as double) as p_value,
    cast(null as double) as adjusted_p,
    cast(null as integer) as tests,
    cast(null as boolean) as is_flagged,
    cast(null as boolean) as follows_whole,
    cast(null as varchar) as judgement
where false
