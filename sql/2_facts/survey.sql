-- facts.survey: survey invitations with their answers, each in its latest version as of the run
-- grain: one row an invitation
-- | name | type | role | privacy | meaning
-- | survey_id | VARCHAR | key | public | number of the invitation
-- | complaint_id | VARCHAR | key | public | the complaint that the invitation belongs to
-- | customer_id | VARCHAR | key | pseudonym | number of the customer
-- | survey_moment | VARCHAR | when | public | occasion of the survey, code
-- | survey_mode | VARCHAR | how | public | how the invitation was sent
-- | touchpoint | VARCHAR | where | public | place of contact
-- | nature | VARCHAR | what | public | nature of the complaint, code
-- | category | VARCHAR | what | public | category of the problem
-- | product | VARCHAR | what | public | product line
-- | level | VARCHAR | what | public | response level, code L1 to L4
-- | cause_group | VARCHAR | why | public | group of the cause, code
-- | cause | VARCHAR | why | public | cause
-- | channel | VARCHAR | how | public | how the complaint came in, code
-- | handling | VARCHAR | how | public | how it was settled
-- | region | VARCHAR | where | public | region of the customer
-- | tier | VARCHAR | who | public | customer tier at the time of the complaint, code
-- | store | VARCHAR | where | public | shop or site concerned
-- | department | VARCHAR | who | public | department responsible
-- | sent_on | DATE | date | public | day of sending in the business time zone
-- | answered_on | DATE | date | public | day of the answer in the business time zone
-- | sent_at | TIMESTAMP WITH TIME ZONE | event | public | invitation sent
-- | answered_at | TIMESTAMP WITH TIME ZONE | event | public | answer came in; null where not before the as-of
-- | is_delivered | BOOLEAN | flag | public | false where the invitation could not be delivered; true where the export does not say
-- | is_matured | BOOLEAN | flag | public | the time to answer has passed at the as-of
-- | is_answered | BOOLEAN | flag | public | answered as of the run
-- | is_answered_in_window | BOOLEAN | flag | public | answered within the time to answer
-- | is_last_answer | BOOLEAN | flag | public | the last answer of its complaint, or one without a complaint
-- | is_linked | BOOLEAN | flag | public | its complaint is known
-- | is_agent_asked | BOOLEAN | flag | public | asked by staff in the feedback call; null where the occasion is not known
-- | csat_scale | INTEGER | measure | public | number of points of the satisfaction question: 5 or 10
-- | ces_scale | INTEGER | measure | public | number of points of the effort question
-- | time_scale | INTEGER | measure | public | number of points of the question on handling time
-- | quality_scale | INTEGER | measure | public | number of points of the question on handling quality
-- | result_scale | INTEGER | measure | public | number of points of the question on the result
-- | service_scale | INTEGER | measure | public | number of points of the question on the service
-- | attitude_scale | INTEGER | measure | public | number of points of the question on attitude
-- | experience_scale | INTEGER | measure | public | number of points of the question on experience
-- | csat_score | INTEGER | measure | public | overall satisfaction, null unless a whole number on the scale
-- | nps_score | INTEGER | measure | public | willingness to recommend, 0 to 10
-- | ces_score | INTEGER | measure | public | ease of getting it solved, on its scale, more is easier
-- | time_score | INTEGER | measure | public | handling time, on its scale
-- | quality_score | INTEGER | measure | public | handling quality, on its scale
-- | result_score | INTEGER | measure | public | result, on its scale
-- | service_score | INTEGER | measure | public | satisfaction with the service, on its scale
-- | attitude_score | INTEGER | measure | public | attitude of the staff, on its scale
-- | experience_score | INTEGER | measure | public | experience as a whole, on its scale
-- | csat_is_invalid | BOOLEAN | flag | public | something was answered that is no score on the scale
-- | score_gap | INTEGER | measure | public | overall satisfaction less satisfaction with the service, of the same respondent on the same scale
-- | is_dissatisfied | BOOLEAN | flag | public | in the two lowest categories of its own scale, 1 or 2 of five as of ten, or 6 or less of 10 for recommending; null without an answer
-- | is_silent_dissatisfied | BOOLEAN | flag | public | dissatisfied without a complaint that is known; null without an answer
-- | send_hours | DOUBLE | measure | public | hours from resolution to the invitation
-- | answer_hours | DOUBLE | measure | public | hours from the invitation to the answer
-- | comment | VARCHAR | text | redact | remark in the customer's words
-- | batch_no | INTEGER | lineage | public | ledger number of the file that the current version came in
-- | row_number | INTEGER | lineage | public | record in that file
with windowed as (
    select
        survey.survey_id,
        survey.complaint_id,
        survey.customer_id,
        survey.survey_moment,
        survey.survey_mode,
        survey.touchpoint,
        survey.store,
        survey.department,
        survey.is_delivered,
        survey.csat_scale,
        survey.csat_answer,
        survey.ces_scale,
        survey.csat_score,
        survey.nps_score,
        survey.ces_score,
        coalesce(survey.time_scale, survey.csat_scale) as time_scale,
        survey.time_score,
        coalesce(survey.quality_scale, survey.csat_scale) as quality_scale,
        survey.quality_score,
        coalesce(survey.result_scale, survey.csat_scale) as result_scale,
        survey.result_score,
        coalesce(survey.service_scale, survey.csat_scale) as service_scale,
        survey.service_score,
        coalesce(survey.attitude_scale, survey.csat_scale) as attitude_scale,
        survey.attitude_score,
        coalesce(survey.experience_scale, survey.csat_scale) as experience_scale,
        survey.experience_score,
        survey.comment,
        survey.batch_no,
        survey.row_number,
        survey.as_of,
        survey.sent_at,
        case when survey.answered_at <= survey.as_of then survey.answered_at end as answered_at,
        epoch_us(survey.sent_at) + run.response_window_days * 86400000000 as window_ends_us
    from current.survey
    cross join control.run
    where coalesce(survey.sent_at, survey.answered_at, survey.as_of) <= survey.as_of
)

select
    windowed.survey_id,
    windowed.complaint_id,
    windowed.customer_id,
    windowed.survey_moment,
    windowed.survey_mode,
    coalesce(windowed.touchpoint, dated.touchpoint) as touchpoint,
    dated.nature,
    dated.category,
    dated.product,
    dated.level,
    dated.cause_group,
    dated.cause,
    dated.channel,
    dated.handling,
    dated.region,
    dated.tier,
    coalesce(windowed.store, dated.store) as store,
    coalesce(windowed.department, dated.department) as department,
    cast(make_timestamp(control.local_us(epoch_us(windowed.sent_at))) as date) as sent_on,
    cast(make_timestamp(control.local_us(epoch_us(windowed.answered_at))) as date) as answered_on,
    windowed.sent_at,
    windowed.answered_at,
    coalesce(windowed.is_delivered, true) as is_delivered,
    windowed.window_ends_us <= epoch_us(windowed.as_of) as is_matured,
    windowed.answered_at is not null as is_answered,
    epoch_us(windowed.answered_at) <= windowed.window_ends_us as is_answered_in_window,
    coalesce(windowed.answered_at = surveyed.last_answered_at, windowed.answered_at is not null) as is_last_answer,
    dated.complaint_id is not null as is_linked,
    windowed.survey_moment = 'feedback_call' as is_agent_asked,
    windowed.csat_scale,
    windowed.ces_scale,
    windowed.time_scale,
    windowed.quality_scale,
    windowed.result_scale,
    windowed.service_scale,
    windowed.attitude_scale,
    windowed.experience_scale,
    case when windowed.answered_at is not null then windowed.csat_score end as csat_score,
    case when windowed.answered_at is not null then windowed.nps_score end as nps_score,
    case when windowed.answered_at is not null then windowed.ces_score end as ces_score,
    case when windowed.answered_at is not null then windowed.time_score end as time_score,
    case when windowed.answered_at is not null then windowed.quality_score end as quality_score,
    case when windowed.answered_at is not null then windowed.result_score end as result_score,
    case when windowed.answered_at is not null then windowed.service_score end as service_score,
    case when windowed.answered_at is not null then windowed.attitude_score end as attitude_score,
    case when windowed.answered_at is not null then windowed.experience_score end as experience_score,
    windowed.csat_answer is not null and windowed.csat_score is null as csat_is_invalid,
    case
        when windowed.answered_at is not null and windowed.csat_scale = windowed.service_scale
            then windowed.csat_score - windowed.service_score
    end as score_gap,
    case
        when windowed.answered_at is not null and coalesce(windowed.csat_score, windowed.nps_score) is not null
            then coalesce(windowed.csat_score <= 2, false) or coalesce(windowed.nps_score <= 6, false)
    end as is_dissatisfied,
    case
        when windowed.answered_at is not null and coalesce(windowed.csat_score, windowed.nps_score) is not null
            then dated.complaint_id is null and (coalesce(windowed.csat_score <= 2, false) or coalesce(windowed.nps_score <= 6, false))
    end as is_silent_dissatisfied,
    case when windowed.sent_at >= dated.resolved_at then (epoch_us(windowed.sent_at) - epoch_us(dated.resolved_at)) / 3.6e9 end as send_hours,
    case when windowed.answered_at >= windowed.sent_at then (epoch_us(windowed.answered_at) - epoch_us(windowed.sent_at)) / 3.6e9 end as answer_hours,
    windowed.comment,
    windowed.batch_no,
    windowed.row_number
from windowed
left join cases.dated on dated.complaint_id = windowed.complaint_id
left join cases.surveyed on surveyed.surveyed_id = windowed.complaint_id
