-- marts.driver: what in the handling of complaints goes with dissatisfied answers, the other features being equal; association, not cause
-- grain: one row a feature and member, or a feature that is a number; filled by the analyse stage; empty where held-out answers are not told apart
-- | name | type | role | privacy | meaning
-- | driver_no | INTEGER | key | public | number of the row: associated first, then by p-value
-- | feature | VARCHAR | text | public | feature of the complaint or of its handling
-- | step | VARCHAR | text | public | what the odds ratio is for: another member, one_more of a number, or a doubling of a time
-- | member | VARCHAR | text | public | member of the feature; null for a number and for the unknown
-- | is_unknown | BOOLEAN | flag | public | the member is that the feature is not known
-- | reference | VARCHAR | text | public | commonest member, which the member is held against; null for a number
-- | answer_count | INTEGER | measure | public | answers of that member, or with a known number
-- | dissatisfied_count | INTEGER | measure | public | of those, dissatisfied
-- | coefficient | DOUBLE | measure | public | coefficient of the logistic regression, numbers scaled to standard deviation 1
-- | odds_ratio | DOUBLE | measure | public | ratio of the odds of a dissatisfied answer for that step
-- | odds_low | DOUBLE | measure | public | lower end of its 95 % interval by bootstrap
-- | odds_high | DOUBLE | measure | public | upper end of its 95 % interval by bootstrap
-- | p_value | DOUBLE | measure | public | two-sided, of the coefficient by its bootstrap standard error
-- | adjusted_p | DOUBLE | measure | public | adjusted over all columns of the model (Benjamini–Hochberg)
-- | tests | INTEGER | measure | public | columns of the model
-- | is_associated | BOOLEAN | flag | public | adjusted p-value at or below the share of false findings that is accepted, and 1 outside the interval
select
    cast(null as integer) as driver_no,
    cast(null as varchar) as feature,
    cast(null as varchar) as step,
    cast(null as varchar) as member,
    cast(null as boolean) as is_unknown,
    cast(null as varchar) as reference,
    cast(null as integer) as answer_count,
    cast(null as integer) as dissatisfied_count,
    cast(null as double) as coefficient,
    cast(null as double) as odds_ratio,
    cast(null as double) as odds_low,
    cast(null as double) as odds_high,
    cast(null as double) as p_value,
    cast(null as double) as adjusted_p,
    cast(null as integer) as tests,
    cast(null as boolean) as is_associated
where false
