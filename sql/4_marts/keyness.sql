-- marts.keyness: terms that complaints of the latest weeks contain more or less often than before; filled by the analysis
-- grain: one term; none in fewer than five cases of the focus, none that may be personal data
-- | name | type | role | privacy | meaning
-- | rank | INTEGER | measure | public | place by G² of two cells
-- | term | VARCHAR | key | public | word or pair of neighbouring words
-- | focus_from | DATE | date | public | first day of the focus
-- | focus_to | DATE | date | public | last day of the focus
-- | reference_from | DATE | date | public | first day of the reference, which ends the day before the focus
-- | focus_count | INTEGER | measure | public | cases of the focus that contain it
-- | focus_total | INTEGER | measure | public | cases of the focus that were read, at most a fixed sample
-- | reference_count | INTEGER | measure | public | cases of the reference that contain it
-- | reference_total | INTEGER | measure | public | cases of the reference that were read, at most a fixed sample
-- | expected_count | DOUBLE | measure | public | cases of the focus expected were it as frequent as in the reference
-- | g2_two_cell | DOUBLE | measure | public | log-likelihood over the cells with the term
-- | g2_four_cell | DOUBLE | measure | public | log-likelihood over all four cells
-- | log_ratio | DOUBLE | measure | public | binary logarithm of the ratio of shares
-- | p_value | DOUBLE | measure | public | of G² of two cells
-- | p_adjusted | DOUBLE | measure | public | adjusted over all terms tested, at most 0.05
-- | tested_count | INTEGER | measure | public | terms tested
select
    cast(null as integer) as rank,
    cast(null as varchar) as term,
    cast(null as date) as focus_from,
    cast(null as date) as focus_to,
    cast(null as date) as reference_from,
    cast(null as integer) as focus_count,
    cast(null as integer) as focus_total,
    cast(null as integer) as reference_count,
    cast(null as integer) as reference_total,
    cast(null as double) as expected_count,
    cast(null as double) as g2_two_cell,
    cast(null as double) as g2_four_cell,
    cast(null as double) as log_ratio,
    cast(null as double) as p_value,
    cast(null as double) as p_adjusted,
    cast(null as integer) as tested_count
where false
