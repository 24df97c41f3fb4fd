-- cases.dated: complaints as they stood at the as-of: what had not happened by then is not known yet
-- grain: one row a complaint
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint in its source
-- | work_order_id | VARCHAR | key | public | number of the work order that the complaint led to
-- | incident_id | VARCHAR | key | public | the incident that several complaints belong to
-- | archive_reference | VARCHAR | text | public | where the electronic or paper file of the case is kept
-- | customer_id | VARCHAR | key | pseudonym | number of the customer in the source
-- | customer_name | VARCHAR | text | private | name of the customer
-- | customer_phone | VARCHAR | text | private | telephone number of the customer
-- | customer_email | VARCHAR | text | private | e-mail address of the customer
-- | customer_address | VARCHAR | text | private | postal address of the customer
-- | customer_type | VARCHAR | who | public | company or individual, code
-- | tier | VARCHAR | who | public | customer tier at the time of the complaint, code
-- | customer_activity | VARCHAR | who | public | new, active or lost customer, code
-- | customer_life_cycle | VARCHAR | who | public | stage of the customer's life cycle, code
-- | complainant_side | VARCHAR | who | public | whether the complaint comes from inside or outside, code
-- | detected_by | VARCHAR | how | public | who or what noticed the complaint first, code
-- | channel | VARCHAR | how | public | how the complaint came in, code
-- | touchpoint | VARCHAR | where | public | place of contact, in the source's words or as mapped
-- | region | VARCHAR | where | public | region of the customer
-- | store | VARCHAR | where | public | shop or site concerned
-- | service_end_at | TIMESTAMP WITH TIME ZONE | event | public | the service that the complaint is about ended; null where not before the as-of
-- | received_at | TIMESTAMP WITH TIME ZONE | event | public | received
-- | received_is_date_only | BOOLEAN | flag | public | the export gives the day of receipt without a time
-- | registered_at | TIMESTAMP WITH TIME ZONE | event | public | registered; null where not before the as-of
-- | accepted_at | TIMESTAMP WITH TIME ZONE | event | public | accepted; null where not before the as-of
-- | first_response_at | TIMESTAMP WITH TIME ZONE | event | public | first response by a human; null where not before the as-of
-- | started_at | TIMESTAMP WITH TIME ZONE | event | public | handling started; null where not before the as-of
-- | assessed_at | TIMESTAMP WITH TIME ZONE | event | public | initial assessment done; null where not before the as-of
-- | investigated_at | TIMESTAMP WITH TIME ZONE | event | public | internal investigation done; null where not before the as-of
-- | ext_coord_at | TIMESTAMP WITH TIME ZONE | event | public | co-ordination with outside help started; null where not before the as-of
-- | escalated_at | TIMESTAMP WITH TIME ZONE | event | public | first passed up; null where not before the as-of
-- | notice_at | TIMESTAMP WITH TIME ZONE | event | public | formal handling notice sent; null where not before the as-of
-- | resolved_at | TIMESTAMP WITH TIME ZONE | event | public | solution carried out, or the closing where that is not recorded; null while reopened; null where not before the as-of
-- | rectified_at | TIMESTAMP WITH TIME ZONE | event | public | what led to the complaint was put right inside; null where not before the as-of
-- | feedback_at | TIMESTAMP WITH TIME ZONE | event | public | result told to the customer; null where not before the as-of
-- | contacted_at | TIMESTAMP WITH TIME ZONE | event | public | customer contacted for feedback after the solution; null where not before the as-of
-- | confirmation_sent_at | TIMESTAMP WITH TIME ZONE | event | public | service confirmation letter sent; null where not before the as-of
-- | confirmed_at | TIMESTAMP WITH TIME ZONE | event | public | customer confirmed the solution; null where not before the as-of
-- | followed_up_at | TIMESTAMP WITH TIME ZONE | event | public | outcome followed up; null where not before the as-of
-- | rechecked_at | TIMESTAMP WITH TIME ZONE | event | public | solution checked again; null where not before the as-of
-- | closed_at | TIMESTAMP WITH TIME ZONE | event | public | closed; null where not before the as-of
-- | reopened_at | TIMESTAMP WITH TIME ZONE | event | public | last reopened; null where not before the as-of
-- | appealed_at | TIMESTAMP WITH TIME ZONE | event | public | customer appealed against the result; null where not before the as-of
-- | appeal_decided_at | TIMESTAMP WITH TIME ZONE | event | public | appeal decided; null where not before the as-of
-- | due_at | TIMESTAMP WITH TIME ZONE | event | public | the source's own due date
-- | updated_at | TIMESTAMP WITH TIME ZONE | event | public | last change of the record in the source
-- | status | VARCHAR | how | public | state of the case as of the run, code
-- | nature | VARCHAR | what | public | nature of the complaint, code
-- | category | VARCHAR | what | public | category of the problem, in the source's words or as mapped
-- | product | VARCHAR | what | public | product line
-- | product_model | VARCHAR | what | public | model of the product
-- | lot | VARCHAR | what | public | production lot
-- | level | VARCHAR | what | public | response level, code L1 to L4
-- | level_source | VARCHAR | text | public | the level in the source's own words
-- | is_major | BOOLEAN | flag | public | flagged as major
-- | is_safety | BOOLEAN | flag | public | human safety or a major economic loss is at stake
-- | is_legal | BOOLEAN | flag | public | a legal question is at stake
-- | is_media | BOOLEAN | flag | public | the press or the public has taken it up
-- | scope | VARCHAR | what | public | a single customer or a batch, code
-- | cause_group | VARCHAR | why | public | group of the cause, code
-- | cause | VARCHAR | why | public | cause, in the source's words or as mapped
-- | fishbone_branch | VARCHAR | why | public | branch of the cause-and-effect diagram, code
-- | service_stage | VARCHAR | when | public | before, during or after sale, in the source's words or as mapped
-- | journey_stage | VARCHAR | when | public | step of the customer's journey, in the source's words or as mapped
-- | department | VARCHAR | who | public | department responsible
-- | task_group | VARCHAR | who | public | special task group that handled it
-- | registrar | VARCHAR | key | pseudonym | person who registered it
-- | assessor_role | VARCHAR | who | public | post of the person who assessed it
-- | first_owner | VARCHAR | key | pseudonym | person contacted first, responsible by the norm of first contact
-- | owner | VARCHAR | key | pseudonym | person responsible
-- | owner_role | VARCHAR | who | public | tier of staff that handles it, code
-- | handling_side | VARCHAR | how | public | handled inside the company or outside, code
-- | third_party | VARCHAR | how | public | third party brought in, code
-- | is_external_help_needed | BOOLEAN | flag | public | resources from outside are needed
-- | is_in_remit | BOOLEAN | flag | public | found to be in the company's remit
-- | is_justified | BOOLEAN | flag | public | found to be reasonable
-- | difficulty | VARCHAR | how | public | simple or complex, code
-- | transfer_count | INTEGER | measure | public | times that the case was handed over
-- | contact_count | INTEGER | measure | public | contacts with the customer until it was resolved
-- | reopen_count | INTEGER | measure | public | times that the case was reopened
-- | plan_item_count | INTEGER | measure | public | items of the plan that are set down, of four: duties, dates, resources, emergency
-- | is_escalated | BOOLEAN | flag | public | passed up at least once
-- | handling | VARCHAR | how | public | how it was settled, in the source's words or as mapped
-- | remedy | VARCHAR | how | public | what the customer got to make up for it, code
-- | amount | DECIMAL(18,2) | measure | public | amount paid or credited, in the workspace's currency
-- | is_feedback_written | BOOLEAN | flag | public | the result was told in writing
-- | customer_confirmed | VARCHAR | how | public | what the customer said when asked whether it is solved, code
-- | is_expectation_met | BOOLEAN | flag | public | the result is what the customer expected
-- | is_recheck_passed | BOOLEAN | flag | public | the check found the solution to hold
-- | appeal_result | VARCHAR | how | public | result of the appeal, code
-- | stated_on_time | BOOLEAN | flag | public | the source's own statement that the answer was in time
-- | demand | VARCHAR | text | redact | what the customer asks for
-- | expected_result | VARCHAR | text | redact | the result that the customer expects
-- | body | VARCHAR | text | redact | the complaint in the customer's words
-- | problem_analysis | VARCHAR | text | redact | what the problem was found to be
-- | cause_analysis | VARCHAR | text | redact | what led to it
-- | measures | VARCHAR | text | redact | measures taken
-- | result | VARCHAR | text | redact | the result that the customer was given
-- | follow_up | VARCHAR | text | redact | what became of it afterwards
-- | owner_count | INTEGER | measure | public | different persons responsible, where events are known
-- | is_ping_pong | BOOLEAN | flag | public | handed back to a department that it had come from, where events are known
-- | paused_hours | DOUBLE | measure | public | hours of waiting for the customer, where events are known
-- | problem_type | VARCHAR | what | public | technical or process problem, from the cause or else the nature; code
-- | is_called_settled | BOOLEAN | flag | private | the record says resolved or closed without a date of it, or out of remit
-- | as_of | TIMESTAMP WITH TIME ZONE | event | private | instant as of which the run looks
-- | batch_no | INTEGER | lineage | public | ledger number of the file that the current version came in
-- | row_number | INTEGER | lineage | public | record in that file
select
    complaint.complaint_id,
    complaint.work_order_id,
    complaint.incident_id,
    complaint.archive_reference,
    complaint.customer_id,
    complaint.customer_name,
    complaint.customer_phone,
    complaint.customer_email,
    complaint.customer_address,
    complaint.customer_type,
    complaint.tier,
    complaint.customer_activity,
    complaint.customer_life_cycle,
    complaint.complainant_side,
    complaint.detected_by,
    complaint.channel,
    complaint.touchpoint,
    complaint.region,
    complaint.store,
    case when complaint.service_end_at <= complaint.as_of then complaint.service_end_at end as service_end_at,
    complaint.received_at,
    complaint.received_is_date_only,
    case when complaint.registered_at <= complaint.as_of then complaint.registered_at end as registered_at,
    case when complaint.accepted_at <= complaint.as_of then complaint.accepted_at end as accepted_at,
    case when complaint.first_response_at <= complaint.as_of then complaint.first_response_at end as first_response_at,
    case when complaint.started_at <= complaint.as_of then complaint.started_at end as started_at,
    case when complaint.assessed_at <= complaint.as_of then complaint.assessed_at end as assessed_at,
    case when complaint.investigated_at <= complaint.as_of then complaint.investigated_at end as investigated_at,
    case when complaint.ext_coord_at <= complaint.as_of then complaint.ext_coord_at end as ext_coord_at,
    case when complaint.escalated_at <= complaint.as_of then complaint.escalated_at end as escalated_at,
    case when complaint.notice_at <= complaint.as_of then complaint.notice_at end as notice_at,
    case
        when complaint.status = 'rejected_out_of_remit' then null
        when complaint.reopened_at <= complaint.as_of and complaint.reopened_at > coalesce(complaint.resolved_at, complaint.closed_at)
            then case when complaint.closed_at > complaint.reopened_at and complaint.closed_at <= complaint.as_of then complaint.closed_at end
        when coalesce(complaint.resolved_at, complaint.closed_at) <= complaint.as_of then coalesce(complaint.resolved_at, complaint.closed_at)
    end as resolved_at,
    case when complaint.rectified_at <= complaint.as_of then complaint.rectified_at end as rectified_at,
    case when complaint.feedback_at <= complaint.as_of then complaint.feedback_at end as feedback_at,
    case when complaint.contacted_at <= complaint.as_of then complaint.contacted_at end as contacted_at,
    case when complaint.confirmation_sent_at <= complaint.as_of then complaint.confirmation_sent_at end as confirmation_sent_at,
    case when complaint.confirmed_at <= complaint.as_of then complaint.confirmed_at end as confirmed_at,
    case when complaint.followed_up_at <= complaint.as_of then complaint.followed_up_at end as followed_up_at,
    case when complaint.rechecked_at <= complaint.as_of then complaint.rechecked_at end as rechecked_at,
    case when complaint.closed_at <= complaint.as_of then complaint.closed_at end as closed_at,
    case when complaint.reopened_at <= complaint.as_of then complaint.reopened_at end as reopened_at,
    case when complaint.appealed_at <= complaint.as_of then complaint.appealed_at end as appealed_at,
    case when complaint.appeal_decided_at <= complaint.as_of then complaint.appeal_decided_at end as appeal_decided_at,
    complaint.due_at,
    complaint.updated_at,
    case
        when complaint.status in ('resolved', 'closed') and coalesce(complaint.resolved_at, complaint.closed_at) > complaint.as_of
            then case when complaint.started_at <= complaint.as_of then 'in_progress' when complaint.accepted_at <= complaint.as_of then 'accepted' else 'new' end
        when complaint.status = 'closed' and complaint.closed_at > complaint.as_of then 'resolved'
        else complaint.status
    end as status,
    complaint.nature,
    complaint.category,
    complaint.product,
    complaint.product_model,
    complaint.lot,
    complaint.level,
    complaint.level_source,
    complaint.is_major,
    complaint.is_safety,
    complaint.is_legal,
    complaint.is_media,
    complaint.scope,
    complaint.cause_group,
    complaint.cause,
    complaint.fishbone_branch,
    complaint.service_stage,
    complaint.journey_stage,
    complaint.department,
    complaint.task_group,
    complaint.registrar,
    complaint.assessor_role,
    complaint.first_owner,
    complaint.owner,
    complaint.owner_role,
    complaint.handling_side,
    complaint.third_party,
    complaint.is_external_help_needed,
    complaint.is_in_remit,
    complaint.is_justified,
    complaint.difficulty,
    complaint.transfer_count,
    complaint.contact_count,
    complaint.reopen_count,
    complaint.plan_item_count,
    complaint.is_escalated,
    complaint.handling,
    complaint.remedy,
    complaint.amount,
    complaint.is_feedback_written,
    complaint.customer_confirmed,
    complaint.is_expectation_met,
    complaint.is_recheck_passed,
    complaint.appeal_result,
    complaint.stated_on_time,
    complaint.demand,
    complaint.expected_result,
    complaint.body,
    complaint.problem_analysis,
    complaint.cause_analysis,
    complaint.measures,
    complaint.result,
    complaint.follow_up,
    complaint.owner_count,
    complaint.is_ping_pong,
    complaint.paused_hours,
    case
        when complaint.cause_group in ('technical', 'process') then complaint.cause_group
        when complaint.nature = 'process' then 'process'
        when complaint.nature = 'system' then 'technical'
    end as problem_type,
    complaint.status = 'rejected_out_of_remit'
        or complaint.status in ('resolved', 'closed') and coalesce(complaint.resolved_at, complaint.closed_at) is null as is_called_settled,
    complaint.as_of,
    complaint.batch_no,
    complaint.row_number
from cases.exported as complaint
where complaint.received_at <= complaint.as_of
