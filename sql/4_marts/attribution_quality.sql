-- marts.attribution_quality: how well codes can be proposed from words, by cross-validation in this run; filled by the analysis
-- grain: one field
-- | name | type | role | privacy | meaning
-- | field | VARCHAR | key | public | the field
-- | coded_count | INTEGER | measure | public | complaints with words and a code
-- | uncoded_count | INTEGER | measure | public | complaints with words and no code
-- | proposed_count | INTEGER | measure | public | of those, complaints for which a code is proposed
-- | validated_count | INTEGER | measure | public | coded complaints judged by a model that had not seen them, at most a fixed sample
-- | code_count | INTEGER | measure | public | codes among those
-- | folds | INTEGER | measure | public | folds of the stratified cross-validation
-- | correct_count | INTEGER | measure | public | validated complaints whose code was proposed
-- | accuracy | DOUBLE | measure | public | share of validated complaints whose code was proposed
-- | accuracy_low | DOUBLE | measure | public | lower end of its 95 % Wilson interval
-- | accuracy_high | DOUBLE | measure | public | upper end of its 95 % Wilson interval
-- | baseline | DOUBLE | measure | public | share of the commonest code
-- | macro_f1 | DOUBLE | measure | public | mean of F1 over the codes
-- | kappa | DOUBLE | measure | public | Cohen's kappa of proposals and coders; null where all have one code
-- | kappa_low | DOUBLE | measure | public | lower end of its 95 % interval
-- | kappa_high | DOUBLE | measure | public | upper end of its 95 % interval
-- | ece | DOUBLE | measure | public | expected calibration error over ten bins
-- | brier | DOUBLE | measure | public | Brier score over all codes, 0 to 2
-- | new_wording_count | INTEGER | measure | public | validated complaints whose words no training complaint had
-- | new_wording_accuracy | DOUBLE | measure | public | accuracy of those
-- | confident_count | INTEGER | measure | public | validated complaints with a probability of at least the stated accuracy
-- | confident_accuracy | DOUBLE | measure | public | accuracy of those
-- | same_wording_pairs | BIGINT | measure | public | pairs of validated complaints in the same words
-- | same_wording_agreement | DOUBLE | measure | public | share of those pairs to which coders gave the same code
-- | stated_accuracy | DOUBLE | measure | public | the accuracy that is asked for
-- | is_suggestion_only | BOOLEAN | flag | public | accuracy (its lower end) or kappa (0.6) does not reach what is asked
select
    cast(null as varchar) as field,
    cast(null as integer) as coded_count,
    cast(null as integer) as uncoded_count,
    cast(null as integer) as proposed_count,
    cast(null as integer) as validated_count,
    cast(null as integer) as code_count,
    cast(null as integer) as folds,
    cast(null as integer) as correct_count,
    cast(null as double) as accuracy,
    cast(null as double) as accuracy_low,
    cast(null as double) as accuracy_high,
    cast(null as double) as baseline,
    cast(null as double) as macro_f1,
    cast(null as double) as kappa,
    cast(null as double) as kappa_low,
    cast(null as double) as kappa_high,
    cast(null as double) as ece,
    cast(null as double) as brier,
    cast(null as integer) as new_wording_count,
    cast(null as double) as new_wording_accuracy,
    cast(null as integer) as confident_count,
    cast(null as double) as confident_accuracy,
    cast(null as bigint) as same_wording_pairs,
    cast(null as double) as same_wording_agreement,
    cast(null as double) as stated_accuracy,
    cast(null as boolean) as is_suggestion_only
where false
