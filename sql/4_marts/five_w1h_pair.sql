-- marts.five_w1h_pair: from a cell of one question on to another: what is more or less frequent within it than elsewhere, in the latest weeks
-- grain: one row a dimension, member, other dimension and other member, of ten complaints or more; filled by the analyse stage
-- | name | type | role | privacy | meaning
-- | pair_no | INTEGER | key | public | number of the row
-- | question | VARCHAR | text | public | question that the cell answers
-- | dimension | VARCHAR | text | public | dimension of the cell
-- | member | VARCHAR | text | public | member of the cell
-- | by_question | VARCHAR | text | public | question that is asked next
-- | by_dimension | VARCHAR | text | public | dimension that answers it
-- | by_member | VARCHAR | text | public | its member
-- | case_count | INTEGER | measure | public | complaints of both members
-- | cell_count | INTEGER | measure | public | complaints of the cell of which the other dimension is known
-- | share | DOUBLE | measure | public | part of the cell
-- | elsewhere_share | DOUBLE | measure | public | part of the other complaints; null where there are none
-- | over_index | DOUBLE | measure | public | share within by share elsewhere
-- | over_low | DOUBLE | measure | public | lower end of its 95 % interval
-- | over_high | DOUBLE | measure | public | upper end of its 95 % interval
-- | p_value | DOUBLE | measure | public | of the difference of the two shares; null where there are too few to be tested
-- | adjusted_p | DOUBLE | measure | public | adjusted over all pairs that are tested (Benjamini–Hochberg)
-- | tests | INTEGER | measure | public | pairs that are tested
-- | is_flagged | BOOLEAN | flag | public | adjusted p-value at or below the share of false findings that is accepted
select
    cast(null as integer) as pair_no,
    cast(null as varchar) as question,
    cast(null as varchar) as dimension,
    cast(null as varchar) as member,
    cast(null as varchar) as by_question,
    cast(null as varchar) as by_dimension,
    cast(null as varchar) as by_member,
    cast(null as integer) as case_count,
    cast(null as integer) as cell_count,
    cast(null as double) as share,
    cast(null as double) as elsewhere_share,
    cast(null as double) as over_index,
    cast(null as double) as over_low,
    cast(null as double) as over_high,
    cast(null as double) as p_value,
    cast(null as double) as adjusted_p,
    cast(null as integer) as tests,
    cast(null as boolean) as is_flagged
where false
