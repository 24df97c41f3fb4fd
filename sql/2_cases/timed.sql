-- cases.timed: complaints with their instants as numbers, the limits that bind them, and how long each step took
-- grain: one row a complaint
-- extends: cases.dated
-- | name | type | role | privacy | meaning
-- | as_of_us | BIGINT | measure | private | the as-of in microseconds since 1970
-- | received_us | BIGINT | measure | private | received_at in microseconds since 1970
-- | received_clock_us | BIGINT | measure | private | the same; null where only the day is known
-- | resolved_us | BIGINT | measure | private | resolved_at in microseconds since 1970
-- | registered_us | BIGINT | measure | private | registered_at in microseconds since 1970
-- | accepted_us | BIGINT | measure | private | accepted_at in microseconds since 1970
-- | first_response_us | BIGINT | measure | private | first_response_at in microseconds since 1970
-- | started_us | BIGINT | measure | private | started_at in microseconds since 1970
-- | assessed_us | BIGINT | measure | private | assessed_at in microseconds since 1970
-- | investigated_us | BIGINT | measure | private | investigated_at in microseconds since 1970
-- | ext_coord_us | BIGINT | measure | private | ext_coord_at in microseconds since 1970
-- | escalated_us | BIGINT | measure | private | escalated_at in microseconds since 1970
-- | notice_us | BIGINT | measure | private | notice_at in microseconds since 1970
-- | feedback_us | BIGINT | measure | private | feedback_at in microseconds since 1970
-- | contacted_us | BIGINT | measure | private | contacted_at in microseconds since 1970
-- | confirmation_sent_us | BIGINT | measure | private | confirmation_sent_at in microseconds since 1970
-- | followed_up_us | BIGINT | measure | private | followed_up_at in microseconds since 1970
-- | closed_us | BIGINT | measure | private | closed_at in microseconds since 1970
-- | appealed_us | BIGINT | measure | private | appealed_at in microseconds since 1970
-- | appeal_decided_us | BIGINT | measure | private | appeal_decided_at in microseconds since 1970
-- | service_end_us | BIGINT | measure | private | service_end_at in microseconds since 1970
-- | due_us | BIGINT | measure | private | due_at in microseconds since 1970
-- | preliminary_us | BIGINT | measure | private | investigated, or resolved where that came first, in microseconds since 1970
-- | resolution_start_us | BIGINT | measure | private | start of the resolution clock: acceptance, or receipt where the settings say so or acceptance is not known
-- | received_local_us | BIGINT | measure | private | wall clock at receipt in microseconds since 1970
-- | accepted_day | BIGINT | measure | private | local day of acceptance, in days since 1970
-- | received_day | BIGINT | measure | private | local day of receipt, in days since 1970
-- | resolved_day | BIGINT | measure | private | local day of resolution, in days since 1970
-- | as_of_day | BIGINT | measure | private | local day of the as-of, in days since 1970
-- | customer_key | VARCHAR | key | private | number of the customer, or telephone number or mail address where there is none
-- | issue | VARCHAR | key | private | category, or nature where there is none: what makes two complaints the same
-- | registration_limit_us | BIGINT | measure | private | limit of the clock registration in microseconds; null where there is none
-- | first_response_limit_us | BIGINT | measure | private | limit of the clock first_response in microseconds; null where there is none
-- | start_limit_us | BIGINT | measure | private | limit of the clock start in microseconds; null where there is none
-- | acceptance_limit_us | BIGINT | measure | private | limit of the clock acceptance in microseconds; null where there is none
-- | assessment_limit_us | BIGINT | measure | private | limit of the clock assessment in microseconds; null where there is none
-- | analysis_limit_us | BIGINT | measure | private | limit of the clock analysis in microseconds; null where there is none
-- | preliminary_limit_us | BIGINT | measure | private | limit of the clock preliminary in microseconds; null where there is none
-- | ext_coord_limit_us | BIGINT | measure | private | limit of the clock ext_coord in microseconds; null where there is none
-- | resolution_level_limit_us | BIGINT | measure | private | limit of the clock resolution_level in microseconds; null where there is none
-- | resolution_type_limit_us | BIGINT | measure | private | limit of the clock resolution_type in microseconds; null where there is none
-- | resolution_limit_us | BIGINT | measure | private | limit of the clock resolution in microseconds; null where there is none
-- | major_limit_us | BIGINT | measure | private | limit of the clock major in microseconds; null where there is none
-- | confirmation_limit_us | BIGINT | measure | private | limit of the clock confirmation in microseconds; null where there is none
-- | notice_due_us | BIGINT | measure | private | last instant for the formal notice; null without a limit, or where the calendar does not reach that far
-- | feedback_report_due_us | BIGINT | measure | private | last instant for telling the result; null without a limit, or where the calendar does not reach that far
-- | survey_due_us | BIGINT | measure | private | last instant for the survey, in microseconds since 1970; null where not resolved or without a limit
-- | registration_hours | DOUBLE | measure | public | hours from receipt to registration
-- | acceptance_hours | DOUBLE | measure | public | hours from receipt to acceptance
-- | response_hours | DOUBLE | measure | public | hours from receipt to first response
-- | start_hours | DOUBLE | measure | public | hours from receipt to the start of handling
-- | assessment_hours | DOUBLE | measure | public | hours from acceptance to assessment
-- | ext_coord_hours | DOUBLE | measure | public | hours from assessment to the start of co-ordination with outside help
-- | notice_hours | DOUBLE | measure | public | hours from acceptance to the formal notice
-- | escalation_hours | DOUBLE | measure | public | hours from receipt to the first escalation
-- | resolution_hours | DOUBLE | measure | public | hours from receipt to resolution
-- | handling_hours | DOUBLE | measure | public | hours from the start of the resolution clock to resolution
-- | feedback_hours | DOUBLE | measure | public | hours from resolution to telling the result
-- | contact_hours | DOUBLE | measure | public | hours from resolution to contacting the customer
-- | confirmation_hours | DOUBLE | measure | public | hours from resolution to the confirmation letter
-- | follow_up_hours | DOUBLE | measure | public | hours from resolution to the follow-up
-- | appeal_hours | DOUBLE | measure | public | hours from appeal to its decision
-- | service_gap_hours | DOUBLE | measure | public | hours from the end of the service to receipt
-- | stage_accept_hours | DOUBLE | measure | public | stage: hours from registration to acceptance
-- | stage_handle_hours | DOUBLE | measure | public | stage: hours from assessment to resolution
-- | stage_close_hours | DOUBLE | measure | public | stage: hours from telling the result to closing
-- | open_hours | DOUBLE | measure | public | hours from receipt to the as-of, for cases not resolved
-- | observed_hours | DOUBLE | measure | public | hours from receipt to resolution, or to the as-of where it is not resolved: time of a survival curve
with instants as (
    select
        dated.*,
        epoch_us(dated.as_of) as as_of_us,
        epoch_us(dated.received_at) as received_us,
        case when not dated.received_is_date_only then epoch_us(dated.received_at) end as received_clock_us,
        epoch_us(dated.resolved_at) as resolved_us,
        epoch_us(dated.registered_at) as registered_us,
        epoch_us(dated.accepted_at) as accepted_us,
        epoch_us(dated.first_response_at) as first_response_us,
        epoch_us(dated.started_at) as started_us,
        epoch_us(dated.assessed_at) as assessed_us,
        epoch_us(dated.investigated_at) as investigated_us,
        epoch_us(dated.ext_coord_at) as ext_coord_us,
        epoch_us(dated.escalated_at) as escalated_us,
        epoch_us(dated.notice_at) as notice_us,
        epoch_us(dated.feedback_at) as feedback_us,
        epoch_us(dated.contacted_at) as contacted_us,
        epoch_us(dated.confirmation_sent_at) as confirmation_sent_us,
        epoch_us(dated.followed_up_at) as followed_up_us,
        epoch_us(dated.closed_at) as closed_us,
        epoch_us(dated.appealed_at) as appealed_us,
        epoch_us(dated.appeal_decided_at) as appeal_decided_us,
        epoch_us(dated.service_end_at) as service_end_us,
        epoch_us(dated.due_at) as due_us
    from cases.dated
),

started as (
    select
        instants.*,
        least(instants.investigated_us, instants.resolved_us) as preliminary_us,
        control.resolution_start_us(instants.received_clock_us, instants.accepted_us) as resolution_start_us,
        control.local_us(instants.received_us) as received_local_us,
        cast(floor(control.local_us(instants.accepted_us) / 86400000000) as bigint) as accepted_day,
        cast(floor(control.local_us(instants.received_us) / 86400000000) as bigint) as received_day,
        cast(floor(control.local_us(instants.resolved_us) / 86400000000) as bigint) as resolved_day,
        cast(floor(control.local_us(instants.as_of_us) / 86400000000) as bigint) as as_of_day,
        coalesce(instants.customer_id, instants.customer_phone, instants.customer_email) as customer_key,
        coalesce(instants.category, instants.nature) as issue
    from instants
)

select
    started.*,
    control.limit_us('registration', started.level, started.nature, started.problem_type, started.received_us) as registration_limit_us,
    control.limit_us('first_response', started.level, started.nature, started.problem_type, started.received_us) as first_response_limit_us,
    control.limit_us('start', started.level, started.nature, started.problem_type, started.received_us) as start_limit_us,
    control.limit_us('acceptance', started.level, started.nature, started.problem_type, started.received_us) as acceptance_limit_us,
    control.limit_us('assessment', started.level, started.nature, started.problem_type, started.accepted_us) as assessment_limit_us,
    control.limit_us('analysis', started.level, started.nature, started.problem_type, started.received_us) as analysis_limit_us,
    control.limit_us('preliminary', started.level, started.nature, started.problem_type, started.received_us) as preliminary_limit_us,
    control.limit_us('ext_coord', started.level, started.nature, started.problem_type, started.assessed_us) as ext_coord_limit_us,
    control.limit_us('resolution_level', started.level, started.nature, started.problem_type, started.resolution_start_us) as resolution_level_limit_us,
    control.limit_us('resolution_type', started.level, started.nature, started.problem_type, started.resolution_start_us) as resolution_type_limit_us,
    control.limit_us('resolution', started.level, started.nature, started.problem_type, started.resolution_start_us) as resolution_limit_us,
    control.limit_us('major', started.level, started.nature, started.problem_type, started.received_us) as major_limit_us,
    control.limit_us('confirmation', started.level, started.nature, started.problem_type, started.resolved_us) as confirmation_limit_us,
    coalesce(
        control.working_deadline_us(
            started.accepted_day,
            control.limit_working_days('notice', started.level, started.nature, started.problem_type, started.accepted_us)
        ),
        started.accepted_us + control.limit_us('notice', started.level, started.nature, started.problem_type, started.accepted_us)
    ) as notice_due_us,
    coalesce(
        control.working_deadline_us(
            started.received_day,
            control.limit_working_days('feedback_report', started.level, started.nature, started.problem_type, started.received_us)
        ),
        started.received_clock_us + control.limit_us('feedback_report', started.level, started.nature, started.problem_type, started.received_us)
    ) as feedback_report_due_us,
    control.day_end_us(started.resolved_day + control.limit_days('survey', started.level, started.nature, started.problem_type, started.resolved_us)) as survey_due_us,
    case when started.registered_us >= started.received_clock_us then (started.registered_us - started.received_clock_us) / 3.6e9 end as registration_hours,
    case when started.accepted_us >= started.received_clock_us then (started.accepted_us - started.received_clock_us) / 3.6e9 end as acceptance_hours,
    case when started.first_response_us >= started.received_clock_us then (started.first_response_us - started.received_clock_us) / 3.6e9 end as response_hours,
    case when started.started_us >= started.received_clock_us then (started.started_us - started.received_clock_us) / 3.6e9 end as start_hours,
    case when started.assessed_us >= started.accepted_us then (started.assessed_us - started.accepted_us) / 3.6e9 end as assessment_hours,
    case when started.ext_coord_us >= started.assessed_us then (started.ext_coord_us - started.assessed_us) / 3.6e9 end as ext_coord_hours,
    case when started.notice_us >= started.accepted_us then (started.notice_us - started.accepted_us) / 3.6e9 end as notice_hours,
    case when started.escalated_us >= started.received_clock_us then (started.escalated_us - started.received_clock_us) / 3.6e9 end as escalation_hours,
    case when started.resolved_us >= started.received_clock_us then (started.resolved_us - started.received_clock_us) / 3.6e9 end as resolution_hours,
    case when started.resolved_us >= started.resolution_start_us then (started.resolved_us - started.resolution_start_us) / 3.6e9 end as handling_hours,
    case when started.feedback_us >= started.resolved_us then (started.feedback_us - started.resolved_us) / 3.6e9 end as feedback_hours,
    case when started.contacted_us >= started.resolved_us then (started.contacted_us - started.resolved_us) / 3.6e9 end as contact_hours,
    case when started.confirmation_sent_us >= started.resolved_us then (started.confirmation_sent_us - started.resolved_us) / 3.6e9 end as confirmation_hours,
    case when started.followed_up_us >= started.resolved_us then (started.followed_up_us - started.resolved_us) / 3.6e9 end as follow_up_hours,
    case when started.appeal_decided_us >= started.appealed_us then (started.appeal_decided_us - started.appealed_us) / 3.6e9 end as appeal_hours,
    case when started.received_clock_us >= started.service_end_us then (started.received_clock_us - started.service_end_us) / 3.6e9 end as service_gap_hours,
    case when started.accepted_us >= started.registered_us then (started.accepted_us - started.registered_us) / 3.6e9 end as stage_accept_hours,
    case when started.resolved_us >= started.assessed_us then (started.resolved_us - started.assessed_us) / 3.6e9 end as stage_handle_hours,
    case when started.closed_us >= started.feedback_us then (started.closed_us - started.feedback_us) / 3.6e9 end as stage_close_hours,
    case when started.resolved_us is null then (started.as_of_us - started.received_us) / 3.6e9 end as open_hours,
    case
        when started.resolved_us is null then (started.as_of_us - started.received_us) / 3.6e9
        when started.resolved_us >= started.received_us then (started.resolved_us - started.received_us) / 3.6e9
    end as observed_hours
from started
