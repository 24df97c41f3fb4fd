-- extracts.surveys: survey invitations sent between two days, with their answers, masked
-- grain: one row a invitation
-- parameters: from, to
-- | name | type | role | privacy | meaning
-- | survey_id | VARCHAR | key | public | number of the invitation
-- | complaint_id | VARCHAR | key | public | the complaint that the invitation belongs to
-- | survey_mode | VARCHAR | how | public | how the invitation was sent
-- | nature | VARCHAR | what | public | nature of the complaint, code
-- | category | VARCHAR | what | public | category of the problem
-- | product | VARCHAR | what | public | product line
-- | level | VARCHAR | what | public | response level, code L1 to L4
-- | cause_group | VARCHAR | why | public | group of the cause, code
-- | cause | VARCHAR | why | public | cause
-- | channel | VARCHAR | how | public | how the complaint came in, code
-- | handling | VARCHAR | how | public | how it was settled
-- | region | VARCHAR | where | public | region of the customer
-- | store | VARCHAR | where | public | shop or site concerned
-- | department | VARCHAR | who | public | department responsible
-- | tier | VARCHAR | who | public | customer tier at the time of the complaint, code
-- | sent_on | DATE | date | public | day of sending in the business time zone
-- | answered_on | DATE | date | public | day of the answer in the business time zone
-- | sent_at | TIMESTAMP WITH TIME ZONE | event | public | invitation sent
-- | answered_at | TIMESTAMP WITH TIME ZONE | event | public | answer came in; null where not before the as-of
-- | is_delivered | BOOLEAN | flag | public | false where the invitation could not be delivered; true where the export does not say
-- | is_matured | BOOLEAN | flag | public | the time to answer has passed at the as-of
-- | is_answered_in_window | BOOLEAN | flag | public | answered within the time to answer
-- | csat_scale | INTEGER | measure | public | number of points of the satisfaction question: 5 or 10
-- | csat_score | INTEGER | measure | public | overall satisfaction, null unless a whole number on the scale
-- | csat_is_invalid | BOOLEAN | flag | public | something was answered that is no score on the scale
-- | nps_score | INTEGER | measure | public | willingness to recommend, 0 to 10
-- | time_scale | INTEGER | measure | public | number of points of the question on handling time
-- | time_score | INTEGER | measure | public | handling time, on its scale
-- | quality_scale | INTEGER | measure | public | number of points of the question on handling quality
-- | quality_score | INTEGER | measure | public | handling quality, on its scale
-- | result_scale | INTEGER | measure | public | number of points of the question on the result
-- | result_score | INTEGER | measure | public | result, on its scale
-- | comment | VARCHAR | text | redact | remark in the customer's words
select
    survey.survey_id,
    survey.complaint_id,
    survey.survey_mode,
    survey.nature,
    survey.category,
    survey.product,
    survey.level,
    survey.cause_group,
    survey.cause,
    survey.channel,
    survey.handling,
    survey.region,
    survey.store,
    survey.department,
    survey.tier,
    survey.sent_on,
    survey.answered_on,
    survey.sent_at,
    survey.answered_at,
    survey.is_delivered,
    survey.is_matured,
    survey.is_answered_in_window,
    survey.csat_scale,
    survey.csat_score,
    survey.csat_is_invalid,
    survey.nps_score,
    survey.time_scale,
    survey.time_score,
    survey.quality_scale,
    survey.quality_score,
    survey.result_scale,
    survey.result_score,
    survey.comment
from facts.survey
where survey.sent_on between cast($from as date) and cast($to as date)
order by survey.sent_on, survey.survey_id
