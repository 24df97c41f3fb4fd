-- staging.survey: survey invitations with their answers as exported, typed, every version kept
-- grain: one row of one loaded file
-- requires: survey_id
-- key: survey_id
-- | name | type | role | privacy | meaning
-- | survey_id | VARCHAR | key | public | number of the invitation
-- | complaint_id | VARCHAR | key | public | the complaint that the invitation belongs to
-- | customer_id | VARCHAR | key | pseudonym | number of the customer in the source
-- | survey_moment | VARCHAR | when | public | occasion of the survey, code
-- | survey_moment_source | VARCHAR | text | public | the occasion in the source's own words
-- | touchpoint | VARCHAR | where | public | place of contact that the survey is about, in the source's words or as mapped
-- | store | VARCHAR | where | public | shop or site that the survey is about
-- | department | VARCHAR | who | public | department that the survey is about
-- | sent_at | TIMESTAMP WITH TIME ZONE | event | public | invitation sent
-- | survey_mode | VARCHAR | how | public | how the invitation was sent, in the source's words or as mapped
-- | is_delivered | BOOLEAN | flag | public | false where the invitation could not be delivered
-- | answered_at | TIMESTAMP WITH TIME ZONE | event | public | answer came in
-- | csat_scale | INTEGER | measure | public | number of points of the satisfaction question: 5 or 10
-- | csat_answer | VARCHAR | text | public | overall satisfaction as answered
-- | csat_score | INTEGER | measure | public | overall satisfaction, null unless a whole number on the scale
-- | nps_answer | VARCHAR | text | public | willingness to recommend as answered
-- | nps_score | INTEGER | measure | public | willingness to recommend 0 to 10, null unless a whole number there
-- | ces_scale | INTEGER | measure | public | number of points of the effort question
-- | ces_answer | VARCHAR | text | public | ease of getting it solved as answered, more is easier
-- | ces_score | INTEGER | measure | public | ease of getting it solved, null unless a whole number on its scale
-- | time_scale | INTEGER | measure | public | number of points of the question on handling time, where it is not that of the satisfaction question
-- | time_answer | VARCHAR | text | public | handling time as answered
-- | time_score | INTEGER | measure | public | handling time, null unless a whole number on its scale
-- | quality_scale | INTEGER | measure | public | number of points of the question on handling quality, where it is not that of the satisfaction question
-- | quality_answer | VARCHAR | text | public | handling quality as answered
-- | quality_score | INTEGER | measure | public | handling quality, null unless a whole number on its scale
-- | result_scale | INTEGER | measure | public | number of points of the question on the result, where it is not that of the satisfaction question
-- | result_answer | VARCHAR | text | public | result as answered
-- | result_score | INTEGER | measure | public | result, null unless a whole number on its scale
-- | service_scale | INTEGER | measure | public | number of points of the question on the service, where it is not that of the satisfaction question
-- | service_answer | VARCHAR | text | public | satisfaction with the service as answered
-- | service_score | INTEGER | measure | public | satisfaction with the service, null unless a whole number on its scale
-- | attitude_scale | INTEGER | measure | public | number of points of the question on attitude, where it is not that of the satisfaction question
-- | attitude_answer | VARCHAR | text | public | attitude of the staff as answered
-- | attitude_score | INTEGER | measure | public | attitude of the staff, null unless a whole number on its scale
-- | experience_scale | INTEGER | measure | public | number of points of the question on experience, where it is not that of the satisfaction question
-- | experience_answer | VARCHAR | text | public | experience as a whole as answered
-- | experience_score | INTEGER | measure | public | experience as a whole, null unless a whole number on its scale
-- | comment | VARCHAR | text | redact | remark in the customer's words
select
    incoming.survey_id as survey_id,
    incoming.complaint_id as complaint_id,
    incoming.customer_id as customer_id,
    code_of_survey_moment(incoming.survey_moment) as survey_moment,
    incoming.survey_moment_source as survey_moment_source,
    incoming.touchpoint as touchpoint,
    incoming.store as store,
    incoming.department as department,
    as_instant(incoming.sent_at) as sent_at,
    incoming.survey_mode as survey_mode,
    as_boolean(incoming.is_delivered) as is_delivered,
    as_instant(incoming.answered_at) as answered_at,
    as_integer(incoming.csat_scale) as csat_scale,
    incoming.csat_answer as csat_answer,
    as_score(incoming.csat_answer, 1, as_integer(incoming.csat_scale)) as csat_score,
    incoming.nps_answer as nps_answer,
    as_score(incoming.nps_answer, 0, 10) as nps_score,
    as_integer(incoming.ces_scale) as ces_scale,
    incoming.ces_answer as ces_answer,
    as_score(incoming.ces_answer, 1, as_integer(incoming.ces_scale)) as ces_score,
    as_integer(incoming.time_scale) as time_scale,
    incoming.time_answer as time_answer,
    as_score(incoming.time_answer, 1, item_scale(incoming.time_scale, incoming.csat_scale)) as time_score,
    as_integer(incoming.quality_scale) as quality_scale,
    incoming.quality_answer as quality_answer,
    as_score(incoming.quality_answer, 1, item_scale(incoming.quality_scale, incoming.csat_scale)) as quality_score,
    as_integer(incoming.result_scale) as result_scale,
    incoming.result_answer as result_answer,
    as_score(incoming.result_answer, 1, item_scale(incoming.result_scale, incoming.csat_scale)) as result_score,
    as_integer(incoming.service_scale) as service_scale,
    incoming.service_answer as service_answer,
    as_score(incoming.service_answer, 1, item_scale(incoming.service_scale, incoming.csat_scale)) as service_score,
    as_integer(incoming.attitude_scale) as attitude_scale,
    incoming.attitude_answer as attitude_answer,
    as_score(incoming.attitude_answer, 1, item_scale(incoming.attitude_scale, incoming.csat_scale)) as attitude_score,
    as_integer(incoming.experience_scale) as experience_scale,
    incoming.experience_answer as experience_answer,
    as_score(incoming.experience_answer, 1, item_scale(incoming.experience_scale, incoming.csat_scale)) as experience_score,
    incoming.comment as comment,
from incoming
