-- marts.driver_quality: how well the model behind marts.driver tells held-out answers, and with what it was made
-- grain: one row an outcome; filled by the analyse stage
-- | name | type | role | privacy | meaning
-- | quality_no | INTEGER | key | public | number of the row
-- | outcome | VARCHAR | text | public | what is told: dissatisfied, by the last answer of a complaint
-- | answers_total | INTEGER | measure | public | answers that tell it
-- | dissatisfied_total | INTEGER | measure | public | of those, dissatisfied
-- | least_events | INTEGER | measure | public | answers of the rarer kind below which nothing is fitted
-- | answers_fitted | INTEGER | measure | public | answers that the model was fitted to, at most a fixed sample
-- | term_count | INTEGER | measure | public | columns of the model
-- | penalty | DOUBLE | measure | public | ridge penalty
-- | folds | INTEGER | measure | public | folds of the cross-validation
-- | bootstraps | INTEGER | measure | public | resamplings behind each interval
-- | seed | INTEGER | measure | public | seed of the resampling
-- | auc | DOUBLE | measure | public | area under the curve on held-out answers: 0.5 is chance, 1 is perfect
-- | auc_low | DOUBLE | measure | public | lower end of its 95 % interval
-- | auc_high | DOUBLE | measure | public | upper end of its 95 % interval
-- | brier | DOUBLE | measure | public | mean squared error of held-out probabilities
-- | brier_baseline | DOUBLE | measure | public | the same of always saying the share of all
-- | calibration_intercept | DOUBLE | measure | public | 0 where held-out probabilities are right
-- | calibration_slope | DOUBLE | measure | public | 1 where held-out probabilities are right; below 1 they are too extreme
-- | calibration_error | DOUBLE | measure | public | expected calibration error over ten groups of equal size
-- | is_usable | BOOLEAN | flag | public | the lower end of the area under the curve is above 0.5
-- | obstacle | VARCHAR | text | public | why there are no drivers: too_few, no_features or no_better_than_chance
select
    cast(null as integer) as quality_no,
    cast(null as varchar) as outcome,
    cast(null as integer) as answers_total,
    cast(null as integer) as dissatisfied_total,
    cast(null as integer) as least_events,
    cast(null as integer) as answers_fitted,
    cast(null as integer) as term_count,
    cast(null as double) as penalty,
    cast(null as integer) as folds,
    cast(null as integer) as bootstraps,
    cast(null as integer) as seed,
    cast(null as double) as auc,
    cast(null as double) as auc_low,
    cast(null as double) as auc_high,
    cast(null as double) as brier,
    cast(null as double) as brier_baseline,
    cast(null as double) as calibration_intercept,
    cast(null as double) as calibration_slope,
    cast(null as double) as calibration_error,
    cast(null as boolean) as is_usable,
    cast(null as varchar) as obstacle
where false
