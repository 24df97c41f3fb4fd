-- cases.clocked: complaints with the state of each clock: met, missed, overdue_open, pending, not_assessable, invalid_order, no_limit
-- grain: one row a complaint
-- extends: cases.timed
-- | name | type | role | privacy | meaning
-- | registration_status | VARCHAR | status | public | registration after receipt, against its limit
-- | first_response_status | VARCHAR | status | public | first human response after receipt, against its limit
-- | start_status | VARCHAR | status | public | start of handling after receipt, against its limit
-- | acceptance_status | VARCHAR | status | public | acceptance after receipt, against its limit
-- | assessment_status | VARCHAR | status | public | assessment after acceptance, against its limit
-- | analysis_status | VARCHAR | status | public | assessment after receipt, against its limit
-- | preliminary_status | VARCHAR | status | public | preliminary handling (investigated, or resolved where that came first) after receipt, against its limit
-- | ext_coord_status | VARCHAR | status | public | start of co-ordination after assessment, against its limit; null where no outside help is needed
-- | notice_status | VARCHAR | status | public | formal notice after acceptance, against its limit in working days
-- | resolution_status | VARCHAR | status | public | resolution against the limit of its level, or of its problem type where it has no level
-- | resolution_level_status | VARCHAR | status | public | resolution against the limit of its level alone
-- | resolution_type_status | VARCHAR | status | public | resolution against the limit of its problem type alone
-- | resolution_receipt_status | VARCHAR | status | public | resolution as by resolution_status, counted from receipt
-- | net_resolution_hours | DOUBLE | measure | public | hours from the start of the resolution clock to resolution, less waiting for the customer
-- | resolution_net_status | VARCHAR | status | public | resolution as by resolution_status, less waiting for the customer
-- | major_status | VARCHAR | status | public | resolution of a major complaint after receipt, against its limit; null where it is not major
-- | confirmation_status | VARCHAR | status | public | confirmation letter after resolution, against its limit; null where it is not resolved
-- | due_status | VARCHAR | status | public | resolution against the source's own due date; no_limit where it has none
-- | feedback_report_status | VARCHAR | status | public | telling the result after receipt, against its limit in working days
-- | is_resolved | BOOLEAN | flag | public | resolved as of the run; null where the export cannot tell, says closed without a date, or out of remit
-- | resolution_due_at | TIMESTAMP WITH TIME ZONE | event | public | instant by which the case must be resolved; null where no limit is set
-- | notice_due_at | TIMESTAMP WITH TIME ZONE | event | public | instant by which the formal notice must be sent
-- | received_on | DATE | date | public | day of receipt in the business time zone
-- | resolved_on | DATE | date | public | day of resolution in the business time zone
-- | closed_on | DATE | date | public | day of closing in the business time zone
-- | weekday | INTEGER | when | public | weekday of receipt, 1 Monday to 7 Sunday, in the business time zone
-- | hour | INTEGER | when | public | hour of receipt, 0 to 23, in the business time zone; null where only the day is known
select
    timed.*,
    case
        when timed.registration_limit_us is null then 'no_limit'
        when timed.received_clock_us is null or not control.gives_registered_at(timed.batch_no) then 'not_assessable'
        when timed.registered_us < timed.received_clock_us then 'invalid_order'
        when timed.registered_us - timed.received_clock_us <= timed.registration_limit_us then 'met'
        when timed.registered_us is not null then 'missed'
        when timed.as_of_us - timed.received_clock_us > timed.registration_limit_us then 'overdue_open'
        else 'pending'
    end as registration_status,
    case
        when timed.first_response_limit_us is null then 'no_limit'
        when timed.received_clock_us is null or not control.gives_first_response_at(timed.batch_no) then 'not_assessable'
        when timed.first_response_us < timed.received_clock_us then 'invalid_order'
        when timed.first_response_us - timed.received_clock_us <= timed.first_response_limit_us then 'met'
        when timed.first_response_us is not null then 'missed'
        when timed.as_of_us - timed.received_clock_us > timed.first_response_limit_us then 'overdue_open'
        else 'pending'
    end as first_response_status,
    case
        when timed.start_limit_us is null then 'no_limit'
        when timed.received_clock_us is null or not control.gives_started_at(timed.batch_no) then 'not_assessable'
        when timed.started_us < timed.received_clock_us then 'invalid_order'
        when timed.started_us - timed.received_clock_us <= timed.start_limit_us then 'met'
        when timed.started_us is not null then 'missed'
        when timed.as_of_us - timed.received_clock_us > timed.start_limit_us then 'overdue_open'
        else 'pending'
    end as start_status,
    case
        when timed.acceptance_limit_us is null then 'no_limit'
        when timed.received_clock_us is null or not control.gives_accepted_at(timed.batch_no) then 'not_assessable'
        when timed.accepted_us < timed.received_clock_us then 'invalid_order'
        when timed.accepted_us - timed.received_clock_us <= timed.acceptance_limit_us then 'met'
        when timed.accepted_us is not null then 'missed'
        when timed.as_of_us - timed.received_clock_us > timed.acceptance_limit_us then 'overdue_open'
        else 'pending'
    end as acceptance_status,
    case
        when timed.assessment_limit_us is null then 'no_limit'
        when timed.accepted_us is null or not control.gives_assessed_at(timed.batch_no) then 'not_assessable'
        when timed.assessed_us < timed.accepted_us then 'invalid_order'
        when timed.assessed_us - timed.accepted_us <= timed.assessment_limit_us then 'met'
        when timed.assessed_us is not null then 'missed'
        when timed.as_of_us - timed.accepted_us > timed.assessment_limit_us then 'overdue_open'
        else 'pending'
    end as assessment_status,
    case
        when timed.analysis_limit_us is null then 'no_limit'
        when timed.received_clock_us is null or not control.gives_assessed_at(timed.batch_no) then 'not_assessable'
        when timed.assessed_us < timed.received_clock_us then 'invalid_order'
        when timed.assessed_us - timed.received_clock_us <= timed.analysis_limit_us then 'met'
        when timed.assessed_us is not null then 'missed'
        when timed.as_of_us - timed.received_clock_us > timed.analysis_limit_us then 'overdue_open'
        else 'pending'
    end as analysis_status,
    case
        when timed.preliminary_limit_us is null then 'no_limit'
        when timed.received_clock_us is null or not (control.gives_investigated_at(timed.batch_no) or control.gives_settled(timed.batch_no)) then 'not_assessable'
        when timed.preliminary_us < timed.received_clock_us then 'invalid_order'
        when timed.preliminary_us - timed.received_clock_us <= timed.preliminary_limit_us then 'met'
        when timed.preliminary_us is not null then 'missed'
        when timed.as_of_us - timed.received_clock_us > timed.preliminary_limit_us then 'overdue_open'
        else 'pending'
    end as preliminary_status,
    case
        when not coalesce(timed.is_external_help_needed, timed.ext_coord_us is not null) then null
        when timed.ext_coord_limit_us is null then 'no_limit'
        when timed.assessed_us is null or not control.gives_ext_coord_at(timed.batch_no) then 'not_assessable'
        when timed.ext_coord_us < timed.assessed_us then 'invalid_order'
        when timed.ext_coord_us - timed.assessed_us <= timed.ext_coord_limit_us then 'met'
        when timed.ext_coord_us is not null then 'missed'
        when timed.as_of_us - timed.assessed_us > timed.ext_coord_limit_us then 'overdue_open'
        else 'pending'
    end as ext_coord_status,
    case
        when coalesce(
            control.limit_working_days('notice', timed.level, timed.nature, timed.problem_type, timed.accepted_us),
            control.limit_us('notice', timed.level, timed.nature, timed.problem_type, timed.accepted_us)
        ) is null then 'no_limit'
        when timed.accepted_us is null or timed.notice_due_us is null or not control.gives_notice_at(timed.batch_no) then 'not_assessable'
        when timed.notice_us < timed.accepted_us then 'invalid_order'
        when timed.notice_us <= timed.notice_due_us then 'met'
        when timed.notice_us is not null then 'missed'
        when timed.as_of_us > timed.notice_due_us then 'overdue_open'
        else 'pending'
    end as notice_status,
    case
        when timed.resolution_limit_us is null then 'no_limit'
        when timed.resolution_start_us is null or not control.gives_settled(timed.batch_no) or timed.is_called_settled then 'not_assessable'
        when timed.resolved_us < timed.resolution_start_us then 'invalid_order'
        when timed.resolved_us - timed.resolution_start_us <= timed.resolution_limit_us then 'met'
        when timed.resolved_us is not null then 'missed'
        when timed.as_of_us - timed.resolution_start_us > timed.resolution_limit_us then 'overdue_open'
        else 'pending'
    end as resolution_status,
    case
        when timed.resolution_level_limit_us is null then 'no_limit'
        when timed.resolution_start_us is null or not control.gives_settled(timed.batch_no) or timed.is_called_settled then 'not_assessable'
        when timed.resolved_us < timed.resolution_start_us then 'invalid_order'
        when timed.resolved_us - timed.resolution_start_us <= timed.resolution_level_limit_us then 'met'
        when timed.resolved_us is not null then 'missed'
        when timed.as_of_us - timed.resolution_start_us > timed.resolution_level_limit_us then 'overdue_open'
        else 'pending'
    end as resolution_level_status,
    case
        when timed.resolution_type_limit_us is null then 'no_limit'
        when timed.resolution_start_us is null or not control.gives_settled(timed.batch_no) or timed.is_called_settled then 'not_assessable'
        when timed.resolved_us < timed.resolution_start_us then 'invalid_order'
        when timed.resolved_us - timed.resolution_start_us <= timed.resolution_type_limit_us then 'met'
        when timed.resolved_us is not null then 'missed'
        when timed.as_of_us - timed.resolution_start_us > timed.resolution_type_limit_us then 'overdue_open'
        else 'pending'
    end as resolution_type_status,
    case
        when timed.resolution_limit_us is null then 'no_limit'
        when timed.received_clock_us is null or not control.gives_settled(timed.batch_no) or timed.is_called_settled then 'not_assessable'
        when timed.resolved_us < timed.received_clock_us then 'invalid_order'
        when timed.resolved_us - timed.received_clock_us <= timed.resolution_limit_us then 'met'
        when timed.resolved_us is not null then 'missed'
        when timed.as_of_us - timed.received_clock_us > timed.resolution_limit_us then 'overdue_open'
        else 'pending'
    end as resolution_receipt_status,
    timed.handling_hours - coalesce(timed.paused_hours, 0) as net_resolution_hours,
    case
        when timed.resolution_limit_us is null then 'no_limit'
        when
            timed.resolution_start_us is null
            or not control.gives_settled(timed.batch_no)
            or timed.is_called_settled
            then 'not_assessable'
        when timed.resolved_us < timed.resolution_start_us then 'invalid_order'
        when timed.resolved_us - timed.resolution_start_us - coalesce(timed.paused_hours, 0) * 3.6e9 <= timed.resolution_limit_us then 'met'
        when timed.resolved_us is not null then 'missed'
        when timed.as_of_us - timed.resolution_start_us - coalesce(timed.paused_hours, 0) * 3.6e9 > timed.resolution_limit_us
            then 'overdue_open'
        else 'pending'
    end as resolution_net_status,
    case
        when not coalesce(timed.is_major, false) then null
        when timed.major_limit_us is null then 'no_limit'
        when timed.received_clock_us is null or not control.gives_settled(timed.batch_no) or timed.is_called_settled then 'not_assessable'
        when timed.resolved_us < timed.received_clock_us then 'invalid_order'
        when timed.resolved_us - timed.received_clock_us <= timed.major_limit_us then 'met'
        when timed.resolved_us is not null then 'missed'
        when timed.as_of_us - timed.received_clock_us > timed.major_limit_us then 'overdue_open'
        else 'pending'
    end as major_status,
    case
        when timed.resolved_us is null then null
        when timed.confirmation_limit_us is null then 'no_limit'
        when timed.resolved_us is null or not control.gives_confirmation_sent_at(timed.batch_no) then 'not_assessable'
        when timed.confirmation_sent_us < timed.resolved_us then 'invalid_order'
        when timed.confirmation_sent_us - timed.resolved_us <= timed.confirmation_limit_us then 'met'
        when timed.confirmation_sent_us is not null then 'missed'
        when timed.as_of_us - timed.resolved_us > timed.confirmation_limit_us then 'overdue_open'
        else 'pending'
    end as confirmation_status,
    case
        when timed.due_us is null then 'no_limit'
        when not control.gives_settled(timed.batch_no) or timed.is_called_settled then 'not_assessable'
        when timed.due_us < timed.received_us then 'invalid_order'
        when timed.resolved_us <= timed.due_us then 'met'
        when timed.resolved_us is not null then 'missed'
        when timed.as_of_us > timed.due_us then 'overdue_open'
        else 'pending'
    end as due_status,
    case
        when coalesce(
            control.limit_working_days('feedback_report', timed.level, timed.nature, timed.problem_type, timed.received_us),
            control.limit_us('feedback_report', timed.level, timed.nature, timed.problem_type, timed.received_us)
        ) is null then 'no_limit'
        when timed.received_us is null or timed.feedback_report_due_us is null or not control.gives_feedback_at(timed.batch_no) then 'not_assessable'
        when timed.feedback_us < timed.received_us then 'invalid_order'
        when timed.feedback_us <= timed.feedback_report_due_us then 'met'
        when timed.feedback_us is not null then 'missed'
        when timed.as_of_us > timed.feedback_report_due_us then 'overdue_open'
        else 'pending'
    end as feedback_report_status,
    case
        when timed.resolved_us is not null then true
        when control.gives_settled(timed.batch_no) and not coalesce(timed.is_called_settled, false) then false
    end as is_resolved,
    make_timestamptz(timed.resolution_start_us + timed.resolution_limit_us) as resolution_due_at,
    make_timestamptz(timed.notice_due_us) as notice_due_at,
    cast(make_timestamp(timed.received_local_us) as date) as received_on,
    cast(make_timestamp(control.local_us(timed.resolved_us)) as date) as resolved_on,
    cast(make_timestamp(control.local_us(timed.closed_us)) as date) as closed_on,
    cast((timed.received_day + 3) % 7 + 1 as integer) as weekday,
    case when not timed.received_is_date_only then cast(floor(timed.received_local_us / 3600000000) % 24 as integer) end as hour
from cases.timed
