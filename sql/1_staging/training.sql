-- staging.training: staff and their trainings as exported, typed, every version kept
-- grain: one row of one loaded file: a member of staff and a training
-- requires: training_id, staff
-- key: training_key
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
-- | training_topic_source | VARCHAR | text | public | the topic in the source's own words
-- | training_form | VARCHAR | how | public | form, code
-- | training_form_source | VARCHAR | text | public | the form in the source's own words
-- | trained_on | DATE | date | public | day of the training; empty where the person was not trained
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
-- | training_evaluation_source | VARCHAR | text | public | the way of evaluating in the source's own words
-- | satisfaction_score | DECIMAL(9,2) | measure | public | satisfaction of the member of staff with the training
-- | reviewed_on | DATE | date | public | review meeting of the training
select
    concat_ws('|', incoming.training_id, incoming.staff) as training_key,
    incoming.training_id as training_id,
    incoming.staff as staff,
    incoming.staff_position as staff_position,
    incoming.department as department,
    as_boolean(incoming.is_on_roster) as is_on_roster,
    as_integer(incoming.roster_count) as roster_count,
    cast(as_local(incoming.joined_on) as date) as joined_on,
    incoming.course as course,
    code_of_training_topic(incoming.training_topic) as training_topic,
    incoming.training_topic_source as training_topic_source,
    code_of_training_form(incoming.training_form) as training_form,
    incoming.training_form_source as training_form_source,
    cast(as_local(incoming.trained_on) as date) as trained_on,
    try_cast(width_folded(incoming.duration_hours) as decimal(9, 2)) as duration_hours,
    try_cast(width_folded(incoming.score_scale) as decimal(9, 2)) as score_scale,
    try_cast(width_folded(incoming.score_before) as decimal(9, 2)) as score_before,
    try_cast(width_folded(incoming.score_during) as decimal(9, 2)) as score_during,
    try_cast(width_folded(incoming.score_after) as decimal(9, 2)) as score_after,
    as_boolean(incoming.is_passed) as is_passed,
    try_cast(width_folded(incoming.process_score) as decimal(9, 2)) as process_score,
    try_cast(width_folded(incoming.result_score) as decimal(9, 2)) as result_score,
    try_cast(width_folded(incoming.attitude_score) as decimal(9, 2)) as attitude_score,
    try_cast(width_folded(incoming.communication_score) as decimal(9, 2)) as communication_score,
    try_cast(width_folded(incoming.problem_solving_score) as decimal(9, 2)) as problem_solving_score,
    try_cast(width_folded(incoming.conduct_score) as decimal(9, 2)) as conduct_score,
    code_of_training_evaluation(incoming.training_evaluation) as training_evaluation,
    incoming.training_evaluation_source as training_evaluation_source,
    try_cast(width_folded(incoming.satisfaction_score) as decimal(9, 2)) as satisfaction_score,
    cast(as_local(incoming.reviewed_on) as date) as reviewed_on,
from incoming
