-- facts.complaint: complaints, each in its latest version as of the run, with its clocks, durations and flags
-- grain: one row a complaint
-- extends: cases.recorded
-- | name | type | role | privacy | meaning
-- | complaint_form | VARCHAR | how | public | oral, written or electronic, by the channel; code
-- | age_bucket | VARCHAR | how | public | age of a case that is not resolved, in days: 0-1, 2-3, 4-7, 8-30, 31+
-- | process_stage | VARCHAR | how | public | furthest step reached: received, registered, accepted, assessed, resolved, fed_back or closed
-- | survey_sent_at | TIMESTAMP WITH TIME ZONE | event | public | first invitation to a survey; null where not before the as-of
-- | survey_answered_at | TIMESTAMP WITH TIME ZONE | event | public | first answer to a survey; null where not before the as-of
-- | survey_hours | DOUBLE | measure | public | hours from resolution to the first invitation to a survey
-- | survey_status | VARCHAR | status | public | invitation to a survey after resolution, against its limit; null where it is not resolved
-- | is_surveyed | BOOLEAN | flag | public | an invitation to a survey is known; null where there are no surveys
-- | has_satisfaction | BOOLEAN | flag | public | a survey was answered; null where there are no surveys
-- | file_filled | INTEGER | measure | public | fields of the full file filled, of 14; R138; null where the export lacks one
-- | is_file_complete | BOOLEAN | flag | public | all 14 fields of the full file are filled
-- | is_closed | BOOLEAN | flag | public | closed as of the run
-- | is_reopened | BOOLEAN | flag | public | reopened at least once; null where the export cannot tell
-- | is_contacted | BOOLEAN | flag | public | customer contacted after the solution; null where not resolved or not exported
-- | is_followed_up | BOOLEAN | flag | public | outcome followed up; null where not resolved or not exported
-- | is_rechecked | BOOLEAN | flag | public | solution checked again; null where not resolved or not exported
-- | is_first_contact_resolved | BOOLEAN | flag | public | resolved in exactly one contact; null where no contact is recorded
-- | is_due_soon | BOOLEAN | flag | public | open inside its limit, with a quarter of it or less left
-- | is_owner_first | BOOLEAN | flag | public | the person contacted first is still the one responsible
-- | is_self_registered | BOOLEAN | flag | public | registered by the person who handles it
-- | is_same_day_registered | BOOLEAN | flag | public | registered on the day of receipt
-- | is_order_violated | BOOLEAN | flag | public | an event stands before the one that must precede it
-- | is_duplicate | BOOLEAN | flag | public | received while an earlier one of the same customer and issue was open; null without customer
-- | is_repeat | BOOLEAN | flag | public | received within 30 days after an earlier one of the same customer and issue was resolved; null without customer
-- | is_repeated | BOOLEAN | flag | public | followed within 30 days after its resolution by another one of the same customer and issue; null where not resolved, without customer, or within these 30 days
-- | is_repeat_customer | BOOLEAN | flag | public | the customer has another one within 90 days; null without customer
-- | is_batch | BOOLEAN | flag | public | belongs to a batch: by its scope, or three customers of one product lot and issue within seven days
-- | is_below_tier | BOOLEAN | flag | public | important, urgent, major or complex, and yet handled by the front line; null where the tier of staff is not known
-- | is_level_doubtful | BOOLEAN | flag | public | a legal question or the press is involved, and yet the level is ordinary or general; null where neither is exported
-- | is_analysed | BOOLEAN | flag | public | problem, cause and measures are all written down; null where not exported
-- | is_major_response_complete | BOOLEAN | flag | public | investigated, customer spoken to and put right, all three dated; null where not major
-- | is_root_cause_due | BOOLEAN | flag | public | the root cause ought to be analysed: repeat, batch or major
-- | is_at_risk | BOOLEAN | flag | public | customer at risk: answered dissatisfied, complained again within 90 days, or is waiting beyond the limit
select
    recorded.*,
    case
        when recorded.channel in ('phone', 'onsite', 'shop') then 'oral'
        when recorded.channel = 'letter' then 'written'
        when recorded.channel in ('email', 'web', 'app', 'chat', 'social', 'crm') then 'electronic'
    end as complaint_form,
    case
        when not coalesce(recorded.is_resolved, true)
            then case
                when recorded.as_of_day - recorded.received_day <= 1 then '0-1'
                when recorded.as_of_day - recorded.received_day <= 3 then '2-3'
                when recorded.as_of_day - recorded.received_day <= 7 then '4-7'
                when recorded.as_of_day - recorded.received_day <= 30 then '8-30'
                else '31+'
            end
    end as age_bucket,
    case
        when recorded.closed_us is not null and recorded.resolved_us is not null then 'closed'
        when recorded.feedback_us is not null and recorded.resolved_us is not null then 'fed_back'
        when recorded.resolved_us is not null then 'resolved'
        when recorded.assessed_us is not null then 'assessed'
        when recorded.accepted_us is not null then 'accepted'
        when recorded.registered_us is not null then 'registered'
        else 'received'
    end as process_stage,
    surveyed.survey_sent_at as survey_sent_at,
    surveyed.survey_answered_at as survey_answered_at,
    (epoch_us(surveyed.survey_sent_at) - recorded.resolved_us) / 3.6e9 as survey_hours,
    case
        when recorded.resolved_us is null then null
        when recorded.survey_due_us is null then 'no_limit'
        when not control.gives_survey(recorded.batch_no) then 'not_assessable'
        when epoch_us(surveyed.survey_sent_at) < recorded.resolved_us then 'invalid_order'
        when epoch_us(surveyed.survey_sent_at) <= recorded.survey_due_us then 'met'
        when surveyed.survey_sent_at is not null then 'missed'
        when recorded.as_of_us > recorded.survey_due_us then 'overdue_open'
        else 'pending'
    end as survey_status,
    case when control.gives_survey(recorded.batch_no) then surveyed.survey_sent_at is not null end as is_surveyed,
    case when control.gives_survey(recorded.batch_no) then surveyed.survey_answered_at is not null end as has_satisfaction,
    case
        when control.gives_survey(recorded.batch_no)
            and recorded.has_customer_name is not null
            and recorded.has_contact is not null
            and recorded.has_address is not null
            and recorded.has_content is not null
            and recorded.has_demand is not null
            and recorded.has_type is not null
            and recorded.has_owner is not null
            and recorded.has_handling is not null
            and recorded.has_result is not null
            and recorded.has_follow_up is not null
            and recorded.has_handled_at is not null
            and recorded.has_department is not null
            then 1 + cast(surveyed.survey_answered_at is not null as integer)
                + cast(recorded.has_customer_name as integer)
                + cast(recorded.has_contact as integer)
                + cast(recorded.has_address as integer)
                + cast(recorded.has_content as integer)
                + cast(recorded.has_demand as integer)
                + cast(recorded.has_type as integer)
                + cast(recorded.has_owner as integer)
                + cast(recorded.has_handling as integer)
                + cast(recorded.has_result as integer)
                + cast(recorded.has_follow_up as integer)
                + cast(recorded.has_handled_at as integer)
                + cast(recorded.has_department as integer)
    end as file_filled,
    case
        when control.gives_survey(recorded.batch_no)
            and recorded.has_customer_name is not null
            and recorded.has_contact is not null
            and recorded.has_address is not null
            and recorded.has_content is not null
            and recorded.has_demand is not null
            and recorded.has_type is not null
            and recorded.has_owner is not null
            and recorded.has_handling is not null
            and recorded.has_result is not null
            and recorded.has_follow_up is not null
            and recorded.has_handled_at is not null
            and recorded.has_department is not null
            then surveyed.survey_answered_at is not null
                and recorded.has_customer_name
                and recorded.has_contact
                and recorded.has_address
                and recorded.has_content
                and recorded.has_demand
                and recorded.has_type
                and recorded.has_owner
                and recorded.has_handling
                and recorded.has_result
                and recorded.has_follow_up
                and recorded.has_handled_at
                and recorded.has_department
    end as is_file_complete,
    recorded.closed_us is not null and recorded.resolved_us is not null as is_closed,
    case when control.gives_reopened_at(recorded.batch_no) or recorded.reopen_count is not null then recorded.reopened_at is not null or coalesce(recorded.reopen_count, 0) > 0 end as is_reopened,
    case when control.gives_contacted_at(recorded.batch_no) and recorded.resolved_us is not null then recorded.contacted_us is not null end as is_contacted,
    case when control.gives_followed_up_at(recorded.batch_no) and recorded.resolved_us is not null then recorded.followed_up_us is not null end as is_followed_up,
    case when control.gives_rechecked_at(recorded.batch_no) and recorded.resolved_us is not null then recorded.rechecked_at is not null end as is_rechecked,
    case when recorded.contact_count > 0 then recorded.contact_count = 1 and coalesce(recorded.is_resolved, false) end as is_first_contact_resolved,
    recorded.resolution_status = 'pending'
        and (recorded.as_of_us - recorded.resolution_start_us) * 4 >= recorded.resolution_limit_us * 3 as is_due_soon,
    recorded.owner = recorded.first_owner as is_owner_first,
    recorded.registrar = recorded.owner as is_self_registered,
    cast(floor(control.local_us(recorded.registered_us) / 86400000000) as bigint) = recorded.received_day as is_same_day_registered,
    coalesce(recorded.registered_us < recorded.received_us, false)
        or coalesce(recorded.accepted_us < coalesce(recorded.registered_us, recorded.received_us), false)
        or coalesce(recorded.assessed_us < coalesce(recorded.accepted_us, recorded.received_us), false)
        or coalesce(recorded.notice_us < coalesce(recorded.accepted_us, recorded.received_us), false)
        or coalesce(recorded.resolved_us < coalesce(recorded.accepted_us, recorded.received_us), false)
        or coalesce(recorded.feedback_us < recorded.resolved_us and recorded.reopened_at is null, false)
        or coalesce(recorded.closed_us < recorded.resolved_us, false) as is_order_violated,
    case when recorded.customer_key is not null then coalesce(customer_case.is_duplicate, false) end as is_duplicate,
    case when recorded.customer_key is not null then coalesce(customer_case.is_repeat, false) end as is_repeat,
    case
        when recorded.customer_key is not null and recorded.issue is not null and recorded.as_of_us - recorded.resolved_us > 2592000000000
            then coalesce(customer_case.is_followed, false)
    end as is_repeated,
    case when recorded.customer_key is not null then coalesce(customer_case.is_repeat_customer, false) end as is_repeat_customer,
    coalesce(recorded.scope = 'batch', false) or batch_case.batch_case_id is not null as is_batch,
    case
        when recorded.owner_role is not null
            then recorded.owner_role = 'front_line'
                and (coalesce(recorded.level in ('L3', 'L4'), false) or coalesce(recorded.is_major, false) or coalesce(recorded.difficulty = 'complex', false))
    end as is_below_tier,
    case
        when recorded.is_legal is not null or recorded.is_media is not null
            then (coalesce(recorded.is_legal, false) or coalesce(recorded.is_media, false)) and coalesce(recorded.level in ('L1', 'L2'), false)
    end as is_level_doubtful,
    case
        when control.gives_analysis(recorded.batch_no)
            then recorded.problem_analysis is not null and recorded.cause_analysis is not null and recorded.measures is not null
    end as is_analysed,
    case
        when recorded.is_major
            then recorded.investigated_us is not null
                and (recorded.contacted_us is not null or recorded.first_response_us is not null)
                and recorded.rectified_at is not null
    end as is_major_response_complete,
    coalesce(recorded.is_major, false) or coalesce(recorded.scope = 'batch', false) or batch_case.batch_case_id is not null
        or coalesce(customer_case.is_repeat, false) as is_root_cause_due,
    coalesce(surveyed.is_survey_dissatisfied, false)
        or coalesce(customer_case.is_repeat_customer, false)
        or recorded.resolution_status = 'overdue_open' as is_at_risk
from cases.recorded
left join cases.surveyed on surveyed.surveyed_id = recorded.complaint_id
left join cases.customer_case on customer_case.related_id = recorded.complaint_id
left join cases.batch_case on batch_case.batch_case_id = recorded.complaint_id
