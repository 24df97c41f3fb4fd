-- marts.funnel: shares of units and of staff against what all of them have together, with the limits of a funnel plot; not a league table
-- grain: one row a metric, kind of unit and unit; filled by the analyse stage
-- | name | type | role | privacy | meaning
-- | funnel_no | INTEGER | key | public | number of the row: by metric and kind of unit, largest first
-- | metric | VARCHAR | text | public | metric by its name in the catalogue
-- | unit | VARCHAR | text | public | kind of unit: department, store, region, or owner for staff
-- | member | VARCHAR | text | public | the unit; null for staff
-- | staff | VARCHAR | key | pseudonym | member of staff; null for other units
-- | span_from | DATE | date | public | first day of the span in which the complaints came in
-- | span_to | DATE | date | public | last day of it
-- | numerator | INTEGER | measure | public | numerator
-- | denominator | INTEGER | measure | public | denominator
-- | share | DOUBLE | measure | public | share; null where there are too few cases to be shown
-- | centre | DOUBLE | measure | public | share of all units that are shown
-- | low_95 | DOUBLE | measure | public | lower 95 % limit
-- | high_95 | DOUBLE | measure | public | upper 95 % limit
-- | low_998 | DOUBLE | measure | public | lower 99.8 % limit
-- | high_998 | DOUBLE | measure | public | upper 99.8 % limit
-- | sigmas | DOUBLE | measure | public | distance from the centre in standard deviations, over-dispersion included
-- | dispersion | DOUBLE | measure | public | over-dispersion by which the limits are widened where it is above 1 (winsorised by a tenth)
-- | unit_count | INTEGER | measure | public | units that are shown
-- | is_too_small | BOOLEAN | flag | public | too few cases to be shown
-- | is_outside | BOOLEAN | flag | public | outside the 99.8 % limits
-- | judgement | VARCHAR | text | public | improvement, concern, high or low for one outside; null otherwise
select
    cast(null as integer) as funnel_no,
    cast(null as varchar) as metric,
    cast(null as varchar) as unit,
    cast(null as varchar) as member,
    cast(null as varchar) as staff,
    cast(null as date) as span_from,
    cast(null as date) as span_to,
    cast(null as integer) as numerator,
    cast(null as integer) as denominator,
    cast(null as double) as share,
    cast(null as double) as centre,
    cast(null as double) as low_95,
    cast(null as double) as high_95,
    cast(null as double) as low_998,
    cast(null as double) as high_998,
    cast(null as double) as sigmas,
    cast(null as double) as dispersion,
    cast(null as integer) as unit_count,
    cast(null as boolean) as is_too_small,
    cast(null as boolean) as is_outside,
    cast(null as varchar) as judgement
where false
