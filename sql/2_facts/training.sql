-- facts.training: staff and their trainings, each in its latest version as of the run
-- grain: one row a member of staff and a training
-- | name | type | role | privacy | meaning
-- | training_key | VARCHAR | key | private | training and member of staff
-- | training_id | VARCHAR | key | public | number of the training
-- | staff | VARCHAR | key | pseudonym | number of the member of staff
-- | staff_position | VARCHAR | who | public | post of the member of staff
-- | department | VARCHAR | who | public | department of the member of staff
-- | is_on_roster | BOOLEAN | flag | public | on the roster of those who ought to be trained
-- | roster_count | INTEGER | measure | public | staff on the roster of the department
-- | joined_on | DATE | date | public | first working day of the member of staff
-- | course | VARCHAR | what | public | name of the course
-- | training_topic | VARCHAR | what | public | topic, code
-- | training_form | VARCHAR | how | public | form, code
-- | trained_on | DATE | date | public | day of the training; empty where the person was not trained; null where behind the as-of
-- | duration_hours | DECIMAL(9,2) | measure | public | length in hours
-- | score_scale | DECIMAL(9,2) | measure | public | highest score possible
-- | score_before | DECIMAL(9,2) | measure | public | score before the training
-- | score_during | DECIMAL(9,2) | measure | public | score during the training
-- | score_after | DECIMAL(9,2) | measure | public | score after the training
-- | is_passed | BOOLEAN | flag | public | passed
-- | process_score | DECIMAL(9,2) | measure | public | assessment of the process
-- | result_score | DECIMAL(9,2) | measure | public | assessment of the result
-- | attitude_score | DECIMAL(9,2) | measure | public | assessment of attitude
-- | communication_score | DECIMAL(9,2) | measure | public | assessment of communication
-- | problem_solving_score | DECIMAL(9,2) | measure | public | assessment of problem solving
-- | conduct_score | DECIMAL(9,2) | measure | public | assessment of professional conduct
-- | training_evaluation | VARCHAR | how | public | how the effect was evaluated, code
-- | satisfaction_score | DECIMAL(9,2) | measure | public | satisfaction of the member of staff with the training
-- | reviewed_on | DATE | date | public | review meeting of the training; null where behind the as-of
-- | period_on | DATE | date | public | day of the training, or of joining where the person was not trained
-- | is_trained | BOOLEAN | flag | public | trained as of the run
-- | is_pre_job | BOOLEAN | flag | public | trained before or on the first working day; null where one of the days is not known
-- | has_scores_before_and_after | BOOLEAN | flag | public | scored before and after
-- | score_change | DOUBLE | measure | public | score after less score before
-- | is_assessed | BOOLEAN | flag | public | process and result are both assessed
-- | assessed_dimensions | INTEGER | measure | public | of attitude, communication, problem solving and conduct, how many are scored
-- | batch_no | INTEGER | lineage | public | ledger number of the file that the current version came in
-- | row_number | INTEGER | lineage | public | record in that file
with dated as (
    select
        training.training_key,
        training.training_id,
        training.staff,
        training.staff_position,
        training.department,
        training.is_on_roster,
        training.roster_count,
        training.joined_on,
        training.course,
        training.training_topic,
        training.training_form,
        training.trained_on,
        training.duration_hours,
        training.score_scale,
        training.score_before,
        training.score_during,
        training.score_after,
        training.is_passed,
        training.process_score,
        training.result_score,
        training.attitude_score,
        training.communication_score,
        training.problem_solving_score,
        training.conduct_score,
        training.training_evaluation,
        training.satisfaction_score,
        training.reviewed_on,
        training.batch_no,
        training.row_number,
        cast(make_timestamp(control.local_us(epoch_us(training.as_of))) as date) as as_of_on
    from current.training
)

select
    dated.training_key,
    dated.training_id,
    dated.staff,
    dated.staff_position,
    dated.department,
    dated.is_on_roster,
    dated.roster_count,
    dated.joined_on,
    dated.course,
    dated.training_topic,
    dated.training_form,
    case when dated.trained_on <= dated.as_of_on then dated.trained_on end as trained_on,
    dated.duration_hours,
    dated.score_scale,
    dated.score_before,
    dated.score_during,
    dated.score_after,
    dated.is_passed,
    dated.process_score,
    dated.result_score,
    dated.attitude_score,
    dated.communication_score,
    dated.problem_solving_score,
    dated.conduct_score,
    dated.training_evaluation,
    dated.satisfaction_score,
    case when dated.reviewed_on <= dated.as_of_on then dated.reviewed_on end as reviewed_on,
    coalesce(case when dated.trained_on <= dated.as_of_on then dated.trained_on end, dated.joined_on) as period_on,
    coalesce(dated.trained_on <= dated.as_of_on, false) as is_trained,
    dated.trained_on <= dated.joined_on as is_pre_job,
    dated.score_before is not null and dated.score_after is not null as has_scores_before_and_after,
    cast(dated.score_after - dated.score_before as double) as score_change,
    dated.process_score is not null and dated.result_score is not null as is_assessed,
    cast(dated.attitude_score is not null as integer) + cast(dated.communication_score is not null as integer)
        + cast(dated.problem_solving_score is not null as integer) + cast(dated.conduct_score is not null as integer) as assessed_dimensions,
    dated.batch_no,
    dated.row_number
from dated
