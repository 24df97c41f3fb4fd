-- staging.survey: survey invitations with their answers as exported, typed, every version kept
-- grain: one row of one loaded file
-- requires: survey_id
-- key: survey_id
-- | name | type | role | privacy | meaning
-- | survey_id | VARCHAR | key | public | number of the invitation
-- | complaint_id | VARCHAR | key | public | the complaint that the invitation belongs to
-- | sent_at | TIMESTAMP WITH TIME ZONE | event | public | invitation sent
-- | survey_mode | VARCHAR | how | public | how the invitation was sent, in the source's words or as mapped
-- | is_delivered | BOOLEAN | flag | public | false where the invitation could not be delivered
-- | answered_at | TIMESTAMP WITH TIME ZONE | event | public | answer came in
-- | csat_scale | INTEGER | measure | public | number of points of the satisfaction question: 5 or 10
-- | csat_answer | VARCHAR | text | public | overall satisfaction as answered
-- | csat_score | INTEGER | measure | public | overall satisfaction, null unless a whole number on the scale
-- | nps_answer | VARCHAR | text | public | willingness to recommend as answered
-- | nps_score | INTEGER | measure | public | willingness to recommend 0 to 10, null unless a whole number there
-- | time_score | INTEGER | measure | public | handling time, on the satisfaction scale
-- | quality_score | INTEGER | measure | public | handling quality, on the satisfaction scale
-- | result_score | INTEGER | measure | public | result, on the satisfaction scale
-- | comment | VARCHAR | text | redact | remark in the customer's words
select
    incoming.survey_id as survey_id,
    incoming.complaint_id as complaint_id,
    as_instant(incoming.sent_at) as sent_at,
    incoming.survey_mode as survey_mode,
    as_boolean(incoming.is_delivered) as is_delivered,
    as_instant(incoming.answered_at) as answered_at,
    as_integer(incoming.csat_scale) as csat_scale,
    incoming.csat_answer as csat_answer,
    as_score(incoming.csat_answer, 1, as_integer(incoming.csat_scale)) as csat_score,
    incoming.nps_answer as nps_answer,
    as_score(incoming.nps_answer, 0, 10) as nps_score,
    as_score(incoming.time_answer, 1, as_integer(incoming.csat_scale)) as time_score,
    as_score(incoming.quality_answer, 1, as_integer(incoming.csat_scale)) as quality_score,
    as_score(incoming.result_answer, 1, as_integer(incoming.csat_scale)) as result_score,
    incoming.comment as comment,
from incoming
