-- cases.surveyed: what the surveys say of each complaint that was surveyed
-- grain: one row a complaint with an invitation
-- | name | type | role | privacy | meaning
-- | surveyed_id | VARCHAR | key | private | number of the complaint
-- | survey_sent_at | TIMESTAMP WITH TIME ZONE | event | public | first invitation to a survey; null where not before the as-of
-- | survey_answered_at | TIMESTAMP WITH TIME ZONE | event | public | first answer to a survey; null where not before the as-of
-- | last_answered_at | TIMESTAMP WITH TIME ZONE | event | public | last answer to a survey; null where not before the as-of
-- | is_survey_dissatisfied | BOOLEAN | flag | public | an answer lies in the two lowest categories, or is 6 or less of 10 for recommending
select
    survey.complaint_id as surveyed_id,
    min(survey.sent_at) filter (where survey.sent_at <= survey.as_of) as survey_sent_at,
    min(survey.answered_at) filter (where survey.answered_at <= survey.as_of) as survey_answered_at,
    max(survey.answered_at) filter (where survey.answered_at <= survey.as_of) as last_answered_at,
    bool_or(survey.csat_score <= 2 or survey.nps_score <= 6) filter (where survey.answered_at <= survey.as_of) as is_survey_dissatisfied
from current.survey
where survey.complaint_id is not null
group by survey.complaint_id
