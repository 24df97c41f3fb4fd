-- marts.training_effect: scores before and after each course, of the same people
-- grain: one row a course and topic; filled by the analyse stage
-- | name | type | role | privacy | meaning
-- | effect_no | INTEGER | key | public | number of the row
-- | course | VARCHAR | what | public | name of the course
-- | training_topic | VARCHAR | what | public | topic, code
-- | trained_from | DATE | date | public | first day on which somebody was trained
-- | trained_to | DATE | date | public | last day on which somebody was trained
-- | scored_count | INTEGER | measure | public | trained people with a score before or after
-- | pair_count | INTEGER | measure | public | of those, with both
-- | dropped_count | INTEGER | measure | public | of those, with only one, who are left out
-- | mean_before | DOUBLE | measure | public | mean score before, as part of the scale
-- | mean_after | DOUBLE | measure | public | mean score after, as part of the scale
-- | change | DOUBLE | measure | public | mean of after less before, of the same people
-- | change_low | DOUBLE | measure | public | lower end of its 95 % interval (Student)
-- | change_high | DOUBLE | measure | public | upper end of its 95 % interval (Student)
-- | t_statistic | DOUBLE | measure | public | t of the paired test; null without variation
-- | degrees_of_freedom | INTEGER | measure | public | pairs less one
-- | p_value | DOUBLE | measure | public | two-sided
-- | verdict | VARCHAR | text | public | improved, worse, no_evidence, or too_few pairs
select
    cast(null as integer) as effect_no,
    cast(null as varchar) as course,
    cast(null as varchar) as training_topic,
    cast(null as date) as trained_from,
    cast(null as date) as trained_to,
    cast(null as integer) as scored_count,
    cast(null as integer) as pair_count,
    cast(null as integer) as dropped_count,
    cast(null as double) as mean_before,
    cast(null as double) as mean_after,
    cast(null as double) as change,
    cast(null as double) as change_low,
    cast(null as double) as change_high,
    cast(null as double) as t_statistic,
    cast(null as integer) as degrees_of_freedom,
    cast(null as double) as p_value,
    cast(null as varchar) as verdict
where false
