-- marts.five_w1h: complaints of the latest weeks by the six questions, against as many weeks before them
-- grain: one row a dimension and member; filled by the analyse stage
-- | name | type | role | privacy | meaning
-- | cell_no | INTEGER | key | public | number of the row
-- | question | VARCHAR | text | public | what, why, when, where, who or how
-- | dimension | VARCHAR | text | public | dimension that answers it
-- | member | VARCHAR | text | public | member of the dimension, null for the unknown
-- | focus_from | DATE | date | public | first day of the latest weeks
-- | focus_to | DATE | date | public | last day of the latest weeks
-- | reference_from | DATE | date | public | first day of the weeks before
-- | reference_to | DATE | date | public | last day of the weeks before
-- | case_count | INTEGER | measure | public | complaints of the latest weeks
-- | known_count | INTEGER | measure | public | complaints of the latest weeks of which the dimension is known
-- | total_count | INTEGER | measure | public | complaints of the latest weeks
-- | coverage | DOUBLE | measure | public | part of them of which the dimension is known
-- | share | DOUBLE | measure | public | part of the known that the member is; null for the unknown
-- | reference_count | INTEGER | measure | public | complaints of the weeks before
-- | reference_known | INTEGER | measure | public | complaints of the weeks before of which the dimension is known
-- | reference_share | DOUBLE | measure | public | part of the known that the member was before
-- | over_index | DOUBLE | measure | public | share by share before: above 1 the member is over-represented
-- | over_low | DOUBLE | measure | public | lower end of its 95 % interval
-- | over_high | DOUBLE | measure | public | upper end of its 95 % interval
-- | p_value | DOUBLE | measure | public | of the change of the share; null where there are too few to be tested
-- | adjusted_p | DOUBLE | measure | public | adjusted over all cells that are tested (Benjamini–Hochberg)
-- | tests | INTEGER | measure | public | cells that are tested
-- | is_flagged | BOOLEAN | flag | public | adjusted p-value at or below the share of false findings that is accepted
-- | change | DOUBLE | measure | public | what the member adds to the change of the number of complaints
-- | share_of_net | DOUBLE | measure | public | part of the net change, may be negative or above 1; null where the net is 0
select
    cast(null as integer) as cell_no,
    cast(null as varchar) as question,
    cast(null as varchar) as dimension,
    cast(null as varchar) as member,
    cast(null as date) as focus_from,
    cast(null as date) as focus_to,
    cast(null as date) as reference_from,
    cast(null as date) as reference_to,
    cast(null as integer) as case_count,
    cast(null as integer) as known_count,
    cast(null as integer) as total_count,
    cast(null as double) as coverage,
    cast(null as double) as share,
    cast(null as integer) as reference_count,
    cast(null as integer) as reference_known,
    cast(null as double) as reference_share,
    cast(null as double) as over_index,
    cast(null as double) as over_low,
    cast(null as double) as over_high,
    cast(null as double) as p_value,
    cast(null as double) as adjusted_p,
    cast(null as integer) as tests,
    cast(null as boolean) as is_flagged,
    cast(null as double) as change,
    cast(null as double) as share_of_net
where false
