-- staging.complaint: complaint records as exported, typed, every version kept
-- grain: one row of one loaded file
-- requires: complaint_id, received_at
-- key: complaint_id
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint in its source
-- | customer_id | VARCHAR | key | pseudonym | number of the customer in the source
-- | customer_name | VARCHAR | text | private | name of the customer
-- | customer_phone | VARCHAR | text | private | telephone number of the customer
-- | customer_email | VARCHAR | text | private | e-mail address of the customer
-- | tier | VARCHAR | who | public | customer tier at the time of the complaint, code
-- | channel | VARCHAR | how | public | how the complaint came in, code
-- | channel_source | VARCHAR | text | public | the channel in the source's own words
-- | region | VARCHAR | where | public | region of the customer
-- | store | VARCHAR | where | public | shop or site concerned
-- | received_at | TIMESTAMP WITH TIME ZONE | event | public | received
-- | received_is_date_only | BOOLEAN | flag | public | the export gives the day of receipt without a time
-- | registered_at | TIMESTAMP WITH TIME ZONE | event | public | registered
-- | accepted_at | TIMESTAMP WITH TIME ZONE | event | public | accepted
-- | first_response_at | TIMESTAMP WITH TIME ZONE | event | public | first response by a human
-- | started_at | TIMESTAMP WITH TIME ZONE | event | public | handling started
-- | assessed_at | TIMESTAMP WITH TIME ZONE | event | public | initial assessment done
-- | notice_at | TIMESTAMP WITH TIME ZONE | event | public | formal handling notice sent
-- | resolved_at | TIMESTAMP WITH TIME ZONE | event | public | solution carried out
-- | feedback_at | TIMESTAMP WITH TIME ZONE | event | public | result told to the customer
-- | confirmation_sent_at | TIMESTAMP WITH TIME ZONE | event | public | service confirmation letter sent
-- | confirmed_at | TIMESTAMP WITH TIME ZONE | event | public | customer confirmed the solution
-- | closed_at | TIMESTAMP WITH TIME ZONE | event | public | closed
-- | reopened_at | TIMESTAMP WITH TIME ZONE | event | public | last reopened
-- | due_at | TIMESTAMP WITH TIME ZONE | event | public | the source's own due date
-- | updated_at | TIMESTAMP WITH TIME ZONE | event | public | last change of the record in the source
-- | status | VARCHAR | how | public | state of the case, code
-- | status_source | VARCHAR | text | public | the state in the source's own words
-- | nature | VARCHAR | what | public | nature of the complaint, code
-- | nature_source | VARCHAR | text | public | the nature in the source's own words
-- | category | VARCHAR | what | public | category of the problem, in the source's words or as mapped
-- | product | VARCHAR | what | public | product line
-- | lot | VARCHAR | what | public | production lot
-- | level | VARCHAR | what | public | response level, code L1 to L4
-- | level_source | VARCHAR | text | public | the level in the source's own words
-- | is_major | BOOLEAN | flag | public | flagged as major
-- | cause_group | VARCHAR | why | public | group of the cause, code
-- | cause_group_source | VARCHAR | text | public | the group of the cause in the source's own words
-- | cause | VARCHAR | why | public | cause, in the source's words or as mapped
-- | service_stage | VARCHAR | when | public | before, during or after sale, in the source's words or as mapped
-- | department | VARCHAR | who | public | department responsible
-- | owner | VARCHAR | key | pseudonym | person responsible
-- | difficulty | VARCHAR | how | public | simple or complex, code
-- | difficulty_source | VARCHAR | text | public | the difficulty in the source's own words
-- | transfer_count | INTEGER | measure | public | times that the case was handed over
-- | is_escalated | BOOLEAN | flag | public | passed up at least once
-- | handling | VARCHAR | how | public | how it was settled, in the source's words or as mapped
-- | amount | DECIMAL(18,2) | measure | public | amount paid or credited, in the workspace's currency
-- | stated_on_time | BOOLEAN | flag | public | the source's own statement that the answer was in time
-- | demand | VARCHAR | text | redact | what the customer asks for
-- | body | VARCHAR | text | redact | the complaint in the customer's words
select
    incoming.complaint_id as complaint_id,
    incoming.customer_id as customer_id,
    incoming.customer_name as customer_name,
    incoming.customer_phone as customer_phone,
    incoming.customer_email as customer_email,
    as_code('tier', incoming.tier) as tier,
    as_code('channel', incoming.channel) as channel,
    incoming.channel_source as channel_source,
    incoming.region as region,
    incoming.store as store,
    as_instant(incoming.received_at) as received_at,
    is_date_only(incoming.received_at) as received_is_date_only,
    as_instant(incoming.registered_at) as registered_at,
    as_instant(incoming.accepted_at) as accepted_at,
    as_instant(incoming.first_response_at) as first_response_at,
    as_instant(incoming.started_at) as started_at,
    as_instant(incoming.assessed_at) as assessed_at,
    as_instant(incoming.notice_at) as notice_at,
    as_instant(incoming.resolved_at) as resolved_at,
    as_instant(incoming.feedback_at) as feedback_at,
    as_instant(incoming.confirmation_sent_at) as confirmation_sent_at,
    as_instant(incoming.confirmed_at) as confirmed_at,
    as_instant(incoming.closed_at) as closed_at,
    as_instant(incoming.reopened_at) as reopened_at,
    as_instant(incoming.due_at) as due_at,
    as_instant(incoming.updated_at) as updated_at,
    as_code('status', incoming.status) as status,
    incoming.status_source as status_source,
    as_code('nature', incoming.nature) as nature,
    incoming.nature_source as nature_source,
    incoming.category as category,
    incoming.product as product,
    incoming.lot as lot,
    as_code('level', incoming.level) as level,
    incoming.level_source as level_source,
    as_boolean(incoming.is_major) as is_major,
    as_code('cause_group', incoming.cause_group) as cause_group,
    incoming.cause_group_source as cause_group_source,
    incoming.cause as cause,
    incoming.service_stage as service_stage,
    incoming.department as department,
    incoming.owner as owner,
    as_code('difficulty', incoming.difficulty) as difficulty,
    incoming.difficulty_source as difficulty_source,
    as_integer(incoming.transfer_count) as transfer_count,
    as_boolean(incoming.is_escalated) as is_escalated,
    incoming.handling as handling,
    as_amount(incoming.amount) as amount,
    as_boolean(incoming.stated_on_time) as stated_on_time,
    incoming.demand as demand,
    incoming.body as body,
from incoming
