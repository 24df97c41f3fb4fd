-- marts.at_risk_customer: customers who may be lost, with the rules by which: as of the run, not as of their complaint
-- grain: one row a customer to whom one of three rules applies
-- | name | type | role | privacy | meaning
-- | customer_id | VARCHAR | key | pseudonym | number of the customer, or telephone number or mail address where there is none
-- | is_dissatisfied | BOOLEAN | flag | public | the last answer to a survey, given within 90 days before the as-of, is in the two lowest categories or 6 or less of 10
-- | is_repeated | BOOLEAN | flag | public | two complaints or more within 90 days before the as-of
-- | is_overdue | BOOLEAN | flag | public | a case is open beyond its limit
-- | rule_count | INTEGER | measure | public | how many of the three rules apply
-- | is_silent | BOOLEAN | flag | public | dissatisfied without a complaint that is known
-- | answered_on | DATE | date | public | day of the last answer
-- | csat_score | INTEGER | measure | public | overall satisfaction of the last answer
-- | nps_score | INTEGER | measure | public | willingness to recommend of the last answer
-- | recent_complaints | INTEGER | measure | public | complaints within 90 days before the as-of
-- | overdue_open | INTEGER | measure | public | cases open beyond their limit
-- | last_complaint_on | DATE | date | public | day of the last complaint
-- | tier | VARCHAR | who | public | customer tier, the last one that a complaint tells, code
-- | region | VARCHAR | where | public | region, the last one that a complaint tells
with complaints as (
    select
        clocked.customer_key,
        cast(count(*) filter (where clocked.as_of_us - clocked.received_us <= 7776000000000) as integer) as recent_complaints,
        cast(count(*) filter (where clocked.resolution_status = 'overdue_open') as integer) as overdue_open,
        max(clocked.received_on) as last_complaint_on,
        max_by(clocked.tier, clocked.received_us) filter (where clocked.tier is not null) as tier,
        max_by(clocked.region, clocked.received_us) filter (where clocked.region is not null) as region
    from cases.clocked
    where clocked.customer_key is not null
    group by clocked.customer_key
),

answers as (
    select
        coalesce(timed.customer_key, survey.customer_id) as customer_key,
        survey.survey_id,
        survey.answered_at,
        survey.answered_on,
        survey.csat_score,
        survey.nps_score,
        survey.is_dissatisfied,
        survey.is_silent_dissatisfied
    from facts.survey
    left join cases.timed on timed.complaint_id = survey.complaint_id
    where survey.is_dissatisfied is not null
),

last_answers as (
    select
        answers.customer_key,
        answers.answered_at,
        answers.answered_on,
        answers.csat_score,
        answers.nps_score,
        answers.is_dissatisfied,
        answers.is_silent_dissatisfied
    from answers
    where answers.customer_key is not null
    qualify row_number() over (
        partition by answers.customer_key
        order by answers.answered_at desc, answers.survey_id desc
    ) = 1
),

judged as (
    select
        coalesce(complaints.customer_key, last_answers.customer_key) as customer_id,
        coalesce(last_answers.is_dissatisfied and epoch_us(run.as_of) - epoch_us(last_answers.answered_at) <= 7776000000000, false) as is_dissatisfied,
        coalesce(complaints.recent_complaints >= 2, false) as is_repeated,
        coalesce(complaints.overdue_open > 0, false) as is_overdue,
        coalesce(last_answers.is_silent_dissatisfied, false) as is_silent,
        last_answers.answered_on,
        last_answers.csat_score,
        last_answers.nps_score,
        coalesce(complaints.recent_complaints, 0) as recent_complaints,
        coalesce(complaints.overdue_open, 0) as overdue_open,
        complaints.last_complaint_on,
        complaints.tier,
        complaints.region
    from complaints
    full join last_answers on last_answers.customer_key = complaints.customer_key
    cross join control.run
)

select
    judged.customer_id,
    judged.is_dissatisfied,
    judged.is_repeated,
    judged.is_overdue,
    cast(judged.is_dissatisfied as integer) + cast(judged.is_repeated as integer) + cast(judged.is_overdue as integer) as rule_count,
    judged.is_silent and judged.is_dissatisfied as is_silent,
    judged.answered_on,
    judged.csat_score,
    judged.nps_score,
    judged.recent_complaints,
    judged.overdue_open,
    judged.last_complaint_on,
    judged.tier,
    judged.region
from judged
where judged.is_dissatisfied or judged.is_repeated or judged.is_overdue
order by rule_count desc, judged.overdue_open desc, judged.recent_complaints desc, judged.customer_id
