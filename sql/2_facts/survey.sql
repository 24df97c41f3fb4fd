-- facts.survey: survey invitations with their answers, each in its latest version as of the run
-- grain: one row an invitation
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
-- | time_score | INTEGER | measure | public | handling time, on the satisfaction scale
-- | quality_score | INTEGER | measure | public | handling quality, on the satisfaction scale
-- | result_score | INTEGER | measure | public | result, on the satisfaction scale
-- | comment | VARCHAR | text | redact | remark in the customer's words
-- | batch_no | INTEGER | lineage | public | ledger number of the file that the current version came in
-- | row_number | INTEGER | lineage | public | record in that file
with versions as (
    select
        survey.*,
        run.as_of,
        run.timezone,
        run.response_window_days,
        row_number() over (
            partition by survey.row_key
            order by survey.version_at desc nulls last, survey.batch_no desc, survey.row_number desc
        ) as version_rank
    from staging.survey
    cross join control.run
    where
        coalesce(survey.sent_at, survey.answered_at, run.as_of) <= run.as_of
        and (survey.version_at is null or survey.version_at <= run.as_of)
),

windowed as (
    select
        versions.survey_id,
        versions.complaint_id,
        versions.survey_mode,
        versions.is_delivered,
        versions.csat_scale,
        versions.csat_answer,
        versions.csat_score,
        versions.nps_score,
        versions.time_score,
        versions.quality_score,
        versions.result_score,
        versions.comment,
        versions.batch_no,
        versions.row_number,
        versions.as_of,
        versions.timezone,
        versions.sent_at,
        case when versions.answered_at <= versions.as_of then versions.answered_at end as answered_at,
        versions.sent_at + versions.response_window_days * interval '1' day as window_ends_at
    from versions
    where versions.version_rank = 1
)

select
    windowed.survey_id,
    windowed.complaint_id,
    windowed.survey_mode,
    complaint.nature,
    complaint.category,
    complaint.product,
    complaint.level,
    complaint.cause_group,
    complaint.cause,
    complaint.channel,
    complaint.handling,
    complaint.region,
    complaint.store,
    complaint.department,
    complaint.tier,
    cast(windowed.sent_at at time zone windowed.timezone as date) as sent_on,
    cast(windowed.answered_at at time zone windowed.timezone as date) as answered_on,
    windowed.sent_at,
    windowed.answered_at,
    coalesce(windowed.is_delivered, true) as is_delivered,
    windowed.window_ends_at <= windowed.as_of as is_matured,
    windowed.answered_at <= windowed.window_ends_at as is_answered_in_window,
    windowed.csat_scale,
    case when windowed.answered_at is not null then windowed.csat_score end as csat_score,
    windowed.csat_answer is not null and windowed.csat_score is null as csat_is_invalid,
    case when windowed.answered_at is not null then windowed.nps_score end as nps_score,
    windowed.time_score,
    windowed.quality_score,
    windowed.result_score,
    windowed.comment,
    windowed.batch_no,
    windowed.row_number
from windowed
left join facts.complaint on complaint.complaint_id = windowed.complaint_id
