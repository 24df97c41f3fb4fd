-- marts.improvement_effect: what each improvement action did, as far as the data show it
-- grain: one row an action; filled by the analyse stage
-- | name | type | role | privacy | meaning
-- | effect_no | INTEGER | key | public | number of the row
-- | improvement_id | VARCHAR | key | public | number of the action
-- | title | VARCHAR | text | redact | what the action is called
-- | phase | VARCHAR | text | public | phase of the PDCA cycle, code
-- | due_on | DATE | date | public | planned end
-- | effective_on | DATE | date | public | first day on which it is in effect everywhere
-- | closed_on | DATE | date | public | closed
-- | is_overdue | BOOLEAN | flag | public | planned end passed without the action being in effect or closed
-- | metric | VARCHAR | text | public | metric that is compared
-- | comparison | VARCHAR | text | public | value, count, or share_of_all: the slice's part of all cases
-- | slice | VARCHAR | text | public | slice that is compared, as dimension=member; several separated by semicolons
-- | good_direction | VARCHAR | text | public | up or down: which way is better
-- | before_from | DATE | date | public | first day before
-- | before_to | DATE | date | public | last day before
-- | left_out_from | DATE | date | public | first day of what led to the action, and is no baseline
-- | left_out_to | DATE | date | public | last day of it
-- | after_from | DATE | date | public | first day after, behind the wash-out
-- | after_to | DATE | date | public | last day after
-- | numerator_before | DOUBLE | measure | public | numerator, or count, before
-- | denominator_before | DOUBLE | measure | public | denominator, or weeks, before
-- | numerator_after | DOUBLE | measure | public | numerator, or count, after
-- | denominator_after | DOUBLE | measure | public | denominator, or weeks, after
-- | method | VARCHAR | text | public | newcombe, difference_in_differences, weekly_values, quasi_poisson or exact_poisson
-- | scale | VARCHAR | text | public | difference (no change is 0) or ratio (no change is 1)
-- | effect | DOUBLE | measure | public | estimated change on that scale
-- | effect_low | DOUBLE | measure | public | lower end of its 95 % interval
-- | effect_high | DOUBLE | measure | public | upper end of its 95 % interval
-- | dispersion | DOUBLE | measure | public | how much weekly counts vary beyond chance; null where no series was fitted
-- | verdict | VARCHAR | text | public | improved, worse, no_evidence, too_early; null where it cannot be measured
-- | obstacle | VARCHAR | text | public | why there is no verdict: no_metric, not_in_effect, no_slice, no_baseline
-- | is_closed_without_evidence | BOOLEAN | flag | public | closed, not shown to have improved, and no exception recorded
-- | recurrence | VARCHAR | text | public | after closing: recurred, or no_evidence of it; null where not closed or too early
select
    cast(null as integer) as effect_no,
    cast(null as varchar) as improvement_id,
    cast(null as varchar) as title,
    cast(null as varchar) as phase,
    cast(null as date) as due_on,
    cast(null as date) as effective_on,
    cast(null as date) as closed_on,
    cast(null as boolean) as is_overdue,
    cast(null as varchar) as metric,
    cast(null as varchar) as comparison,
    cast(null as varchar) as slice,
    cast(null as varchar) as good_direction,
    cast(null as date) as before_from,
    cast(null as date) as before_to,
    cast(null as date) as left_out_from,
    cast(null as date) as left_out_to,
    cast(null as date) as after_from,
    cast(null as date) as after_to,
    cast(null as double) as numerator_before,
    cast(null as double) as denominator_before,
    cast(null as double) as numerator_after,
    cast(null as double) as denominator_after,
    cast(null as varchar) as method,
    cast(null as varchar) as scale,
    cast(null as double) as effect,
    cast(null as double) as effect_low,
    cast(null as double) as effect_high,
    cast(null as double) as dispersion,
    cast(null as varchar) as verdict,
    cast(null as varchar) as obstacle,
    cast(null as boolean) as is_closed_without_evidence,
    cast(null as varchar) as recurrence
where false
