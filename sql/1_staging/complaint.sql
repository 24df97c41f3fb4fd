-- staging.complaint: complaint records as exported, typed, every version kept
-- grain: one row of one loaded file
-- requires: complaint_id, received_at
-- key: complaint_id
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
-- | customer_type_source | VARCHAR | text | public | the customer type in the source's own words
-- | tier | VARCHAR | who | public | customer tier at the time of the complaint, code
-- | customer_activity | VARCHAR | who | public | new, active or lost customer, code
-- | customer_activity_source | VARCHAR | text | public | the customer activity in the source's own words
-- | customer_life_cycle | VARCHAR | who | public | stage of the customer's life cycle, code
-- | customer_life_cycle_source | VARCHAR | text | public | the customer life cycle in the source's own words
-- | complainant_side | VARCHAR | who | public | whether the complaint comes from inside or outside, code
-- | complainant_side_source | VARCHAR | text | public | the side of the complainant in the source's own words
-- | detected_by | VARCHAR | how | public | who or what noticed the complaint first, code
-- | detected_by_source | VARCHAR | text | public | the way it was noticed in the source's own words
-- | channel | VARCHAR | how | public | how the complaint came in, code
-- | channel_source | VARCHAR | text | public | the channel in the source's own words
-- | touchpoint | VARCHAR | where | public | place of contact, in the source's words or as mapped
-- | region | VARCHAR | where | public | region of the customer
-- | store | VARCHAR | where | public | shop or site concerned
-- | service_end_at | TIMESTAMP WITH TIME ZONE | event | public | the service that the complaint is about ended
-- | received_at | TIMESTAMP WITH TIME ZONE | event | public | received
-- | received_is_date_only | BOOLEAN | flag | public | the export gives the day of receipt without a time
-- | registered_at | TIMESTAMP WITH TIME ZONE | event | public | registered
-- | accepted_at | TIMESTAMP WITH TIME ZONE | event | public | accepted
-- | first_response_at | TIMESTAMP WITH TIME ZONE | event | public | first response by a human
-- | started_at | TIMESTAMP WITH TIME ZONE | event | public | handling started
-- | assessed_at | TIMESTAMP WITH TIME ZONE | event | public | initial assessment done
-- | investigated_at | TIMESTAMP WITH TIME ZONE | event | public | internal investigation done
-- | ext_coord_at | TIMESTAMP WITH TIME ZONE | event | public | co-ordination with outside help started
-- | escalated_at | TIMESTAMP WITH TIME ZONE | event | public | first passed up
-- | notice_at | TIMESTAMP WITH TIME ZONE | event | public | formal handling notice sent
-- | resolved_at | TIMESTAMP WITH TIME ZONE | event | public | solution carried out
-- | rectified_at | TIMESTAMP WITH TIME ZONE | event | public | what led to the complaint was put right inside
-- | feedback_at | TIMESTAMP WITH TIME ZONE | event | public | result told to the customer
-- | contacted_at | TIMESTAMP WITH TIME ZONE | event | public | customer contacted for feedback after the solution
-- | confirmation_sent_at | TIMESTAMP WITH TIME ZONE | event | public | service confirmation letter sent
-- | confirmed_at | TIMESTAMP WITH TIME ZONE | event | public | customer confirmed the solution
-- | followed_up_at | TIMESTAMP WITH TIME ZONE | event | public | outcome followed up
-- | rechecked_at | TIMESTAMP WITH TIME ZONE | event | public | solution checked again
-- | closed_at | TIMESTAMP WITH TIME ZONE | event | public | closed
-- | reopened_at | TIMESTAMP WITH TIME ZONE | event | public | last reopened
-- | appealed_at | TIMESTAMP WITH TIME ZONE | event | public | customer appealed against the result
-- | appeal_decided_at | TIMESTAMP WITH TIME ZONE | event | public | appeal decided
-- | due_at | TIMESTAMP WITH TIME ZONE | event | public | the source's own due date
-- | updated_at | TIMESTAMP WITH TIME ZONE | event | public | last change of the record in the source
-- | status | VARCHAR | how | public | state of the case, code
-- | status_source | VARCHAR | text | public | the state in the source's own words
-- | nature | VARCHAR | what | public | nature of the complaint, code
-- | nature_source | VARCHAR | text | public | the nature in the source's own words
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
-- | scope_source | VARCHAR | text | public | the scope in the source's own words
-- | cause_group | VARCHAR | why | public | group of the cause, code
-- | cause_group_source | VARCHAR | text | public | the group of the cause in the source's own words
-- | cause | VARCHAR | why | public | cause, in the source's words or as mapped
-- | fishbone_branch | VARCHAR | why | public | branch of the cause-and-effect diagram, code
-- | fishbone_branch_source | VARCHAR | text | public | the fishbone branch in the source's own words
-- | service_stage | VARCHAR | when | public | before, during or after sale, in the source's words or as mapped
-- | journey_stage | VARCHAR | when | public | step of the customer's journey, in the source's words or as mapped
-- | department | VARCHAR | who | public | department responsible
-- | task_group | VARCHAR | who | public | special task group that handled it
-- | registrar | VARCHAR | key | pseudonym | person who registered it
-- | assessor_role | VARCHAR | who | public | post of the person who assessed it
-- | first_owner | VARCHAR | key | pseudonym | person contacted first, responsible by the norm of first contact
-- | owner | VARCHAR | key | pseudonym | person responsible
-- | owner_role | VARCHAR | who | public | tier of staff that handles it, code
-- | owner_role_source | VARCHAR | text | public | the tier of staff in the source's own words
-- | handling_side | VARCHAR | how | public | handled inside the company or outside, code
-- | handling_side_source | VARCHAR | text | public | the side of handling in the source's own words
-- | third_party | VARCHAR | how | public | third party brought in, code
-- | third_party_source | VARCHAR | text | public | the third party in the source's own words
-- | is_external_help_needed | BOOLEAN | flag | public | resources from outside are needed
-- | is_in_remit | BOOLEAN | flag | public | found to be in the company's remit
-- | is_justified | BOOLEAN | flag | public | found to be reasonable
-- | difficulty | VARCHAR | how | public | simple or complex, code
-- | difficulty_source | VARCHAR | text | public | the difficulty in the source's own words
-- | transfer_count | INTEGER | measure | public | times that the case was handed over
-- | contact_count | INTEGER | measure | public | contacts with the customer until it was resolved
-- | reopen_count | INTEGER | measure | public | times that the case was reopened
-- | plan_item_count | INTEGER | measure | public | items of the plan that are set down, of four: duties, dates, resources, emergency
-- | is_escalated | BOOLEAN | flag | public | passed up at least once
-- | handling | VARCHAR | how | public | how it was settled, in the source's words or as mapped
-- | remedy | VARCHAR | how | public | what the customer got to make up for it, code
-- | remedy_source | VARCHAR | text | public | the remedy in the source's own words
-- | amount | DECIMAL(18,2) | measure | public | amount paid or credited, in the workspace's currency
-- | is_feedback_written | BOOLEAN | flag | public | the result was told in writing
-- | customer_confirmed | VARCHAR | how | public | what the customer said when asked whether it is solved, code
-- | customer_confirmed_source | VARCHAR | text | public | the customer's confirmation in the source's own words
-- | is_expectation_met | BOOLEAN | flag | public | the result is what the customer expected
-- | is_recheck_passed | BOOLEAN | flag | public | the check found the solution to hold
-- | appeal_result | VARCHAR | how | public | result of the appeal, code
-- | appeal_result_source | VARCHAR | text | public | the appeal result in the source's own words
-- | stated_on_time | BOOLEAN | flag | public | the source's own statement that the answer was in time
-- | demand | VARCHAR | text | redact | what the customer asks for
-- | expected_result | VARCHAR | text | redact | the result that the customer expects
-- | body | VARCHAR | text | redact | the complaint in the customer's words
-- | problem_analysis | VARCHAR | text | redact | what the problem was found to be
-- | cause_analysis | VARCHAR | text | redact | what led to it
-- | measures | VARCHAR | text | redact | measures taken
-- | result | VARCHAR | text | redact | the result that the customer was given
-- | follow_up | VARCHAR | text | redact | what became of it afterwards
select
    incoming.complaint_id as complaint_id,
    incoming.work_order_id as work_order_id,
    incoming.incident_id as incident_id,
    incoming.archive_reference as archive_reference,
    incoming.customer_id as customer_id,
    incoming.customer_name as customer_name,
    incoming.customer_phone as customer_phone,
    incoming.customer_email as customer_email,
    incoming.customer_address as customer_address,
    code_of_customer_type(incoming.customer_type) as customer_type,
    incoming.customer_type_source as customer_type_source,
    code_of_tier(incoming.tier) as tier,
    code_of_customer_activity(incoming.customer_activity) as customer_activity,
    incoming.customer_activity_source as customer_activity_source,
    code_of_customer_life_cycle(incoming.customer_life_cycle) as customer_life_cycle,
    incoming.customer_life_cycle_source as customer_life_cycle_source,
    code_of_complainant_side(incoming.complainant_side) as complainant_side,
    incoming.complainant_side_source as complainant_side_source,
    code_of_detected_by(incoming.detected_by) as detected_by,
    incoming.detected_by_source as detected_by_source,
    code_of_channel(incoming.channel) as channel,
    incoming.channel_source as channel_source,
    incoming.touchpoint as touchpoint,
    incoming.region as region,
    incoming.store as store,
    as_instant(incoming.service_end_at) as service_end_at,
    as_instant(incoming.received_at) as received_at,
    is_date_only(incoming.received_at) as received_is_date_only,
    as_instant(incoming.registered_at) as registered_at,
    as_instant(incoming.accepted_at) as accepted_at,
    as_instant(incoming.first_response_at) as first_response_at,
    as_instant(incoming.started_at) as started_at,
    as_instant(incoming.assessed_at) as assessed_at,
    as_instant(incoming.investigated_at) as investigated_at,
    as_instant(incoming.ext_coord_at) as ext_coord_at,
    as_instant(incoming.escalated_at) as escalated_at,
    as_instant(incoming.notice_at) as notice_at,
    as_instant(incoming.resolved_at) as resolved_at,
    as_instant(incoming.rectified_at) as rectified_at,
    as_instant(incoming.feedback_at) as feedback_at,
    as_instant(incoming.contacted_at) as contacted_at,
    as_instant(incoming.confirmation_sent_at) as confirmation_sent_at,
    as_instant(incoming.confirmed_at) as confirmed_at,
    as_instant(incoming.followed_up_at) as followed_up_at,
    as_instant(incoming.rechecked_at) as rechecked_at,
    as_instant(incoming.closed_at) as closed_at,
    as_instant(incoming.reopened_at) as reopened_at,
    as_instant(incoming.appealed_at) as appealed_at,
    as_instant(incoming.appeal_decided_at) as appeal_decided_at,
    as_instant(incoming.due_at) as due_at,
    as_instant(incoming.updated_at) as updated_at,
    code_of_status(incoming.status) as status,
    incoming.status_source as status_source,
    code_of_nature(incoming.nature) as nature,
    incoming.nature_source as nature_source,
    incoming.category as category,
    incoming.product as product,
    incoming.product_model as product_model,
    incoming.lot as lot,
    code_of_level(incoming.level) as level,
    incoming.level_source as level_source,
    as_boolean(incoming.is_major) as is_major,
    as_boolean(incoming.is_safety) as is_safety,
    as_boolean(incoming.is_legal) as is_legal,
    as_boolean(incoming.is_media) as is_media,
    code_of_scope(incoming.scope) as scope,
    incoming.scope_source as scope_source,
    code_of_cause_group(incoming.cause_group) as cause_group,
    incoming.cause_group_source as cause_group_source,
    incoming.cause as cause,
    code_of_fishbone_branch(incoming.fishbone_branch) as fishbone_branch,
    incoming.fishbone_branch_source as fishbone_branch_source,
    incoming.service_stage as service_stage,
    incoming.journey_stage as journey_stage,
    incoming.department as department,
    incoming.task_group as task_group,
    incoming.registrar as registrar,
    incoming.assessor_role as assessor_role,
    incoming.first_owner as first_owner,
    incoming.owner as owner,
    code_of_owner_role(incoming.owner_role) as owner_role,
    incoming.owner_role_source as owner_role_source,
    code_of_handling_side(incoming.handling_side) as handling_side,
    incoming.handling_side_source as handling_side_source,
    code_of_third_party(incoming.third_party) as third_party,
    incoming.third_party_source as third_party_source,
    as_boolean(incoming.is_external_help_needed) as is_external_help_needed,
    as_boolean(incoming.is_in_remit) as is_in_remit,
    as_boolean(incoming.is_justified) as is_justified,
    code_of_difficulty(incoming.difficulty) as difficulty,
    incoming.difficulty_source as difficulty_source,
    as_integer(incoming.transfer_count) as transfer_count,
    as_integer(incoming.contact_count) as contact_count,
    as_integer(incoming.reopen_count) as reopen_count,
    as_integer(incoming.plan_item_count) as plan_item_count,
    as_boolean(incoming.is_escalated) as is_escalated,
    incoming.handling as handling,
    code_of_remedy(incoming.remedy) as remedy,
    incoming.remedy_source as remedy_source,
    as_amount(incoming.amount) as amount,
    as_boolean(incoming.is_feedback_written) as is_feedback_written,
    code_of_customer_confirmed(incoming.customer_confirmed) as customer_confirmed,
    incoming.customer_confirmed_source as customer_confirmed_source,
    as_boolean(incoming.is_expectation_met) as is_expectation_met,
    as_boolean(incoming.is_recheck_passed) as is_recheck_passed,
    code_of_appeal_result(incoming.appeal_result) as appeal_result,
    incoming.appeal_result_source as appeal_result_source,
    as_boolean(incoming.stated_on_time) as stated_on_time,
    incoming.demand as demand,
    incoming.expected_result as expected_result,
    incoming.body as body,
    incoming.problem_analysis as problem_analysis,
    incoming.cause_analysis as cause_analysis,
    incoming.measures as measures,
    incoming.result as result,
    incoming.follow_up as follow_up,
from incoming
