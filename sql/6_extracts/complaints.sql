-- extracts.complaints: complaints received between two days, masked
-- grain: one row a complaint
-- parameters: from, to
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint in its source
-- | customer_id | VARCHAR | key | pseudonym | number of the customer
-- | owner | VARCHAR | key | pseudonym | person responsible
-- | nature | VARCHAR | what | public | nature of the complaint, code
-- | category | VARCHAR | what | public | category of the problem
-- | product | VARCHAR | what | public | product line
-- | lot | VARCHAR | what | public | production lot
-- | level | VARCHAR | what | public | response level, code L1 to L4
-- | cause_group | VARCHAR | why | public | group of the cause, code
-- | cause | VARCHAR | why | public | cause
-- | channel | VARCHAR | how | public | how the complaint came in, code
-- | handling | VARCHAR | how | public | how it was settled
-- | difficulty | VARCHAR | how | public | simple or complex, code
-- | status | VARCHAR | how | public | state of the case as of the run, code
-- | region | VARCHAR | where | public | region of the customer
-- | store | VARCHAR | where | public | shop or site concerned
-- | department | VARCHAR | who | public | department responsible
-- | tier | VARCHAR | who | public | customer tier at the time of the complaint, code
-- | service_stage | VARCHAR | when | public | before, during or after sale
-- | weekday | INTEGER | when | public | weekday of receipt, 1 Monday to 7 Sunday, in the business time zone
-- | hour | INTEGER | when | public | hour of receipt, 0 to 23, in the business time zone; null where only the day is known
-- | received_on | DATE | date | public | day of receipt in the business time zone
-- | resolved_on | DATE | date | public | day of resolution in the business time zone
-- | closed_on | DATE | date | public | day of closing in the business time zone
-- | received_at | TIMESTAMP WITH TIME ZONE | event | public | received; null where not before the as-of
-- | registered_at | TIMESTAMP WITH TIME ZONE | event | public | registered; null where not before the as-of
-- | accepted_at | TIMESTAMP WITH TIME ZONE | event | public | accepted; null where not before the as-of
-- | first_response_at | TIMESTAMP WITH TIME ZONE | event | public | first response by a human; null where not before the as-of
-- | started_at | TIMESTAMP WITH TIME ZONE | event | public | handling started; null where not before the as-of
-- | assessed_at | TIMESTAMP WITH TIME ZONE | event | public | initial assessment done; null where not before the as-of
-- | notice_at | TIMESTAMP WITH TIME ZONE | event | public | formal handling notice sent; null where not before the as-of
-- | resolved_at | TIMESTAMP WITH TIME ZONE | event | public | solution carried out, or the closing where that is not recorded; null while reopened; null where not before the as-of
-- | feedback_at | TIMESTAMP WITH TIME ZONE | event | public | result told to the customer; null where not before the as-of
-- | confirmation_sent_at | TIMESTAMP WITH TIME ZONE | event | public | service confirmation letter sent; null where not before the as-of
-- | confirmed_at | TIMESTAMP WITH TIME ZONE | event | public | customer confirmed the solution; null where not before the as-of
-- | closed_at | TIMESTAMP WITH TIME ZONE | event | public | closed; null where not before the as-of
-- | reopened_at | TIMESTAMP WITH TIME ZONE | event | public | last reopened; null where not before the as-of
-- | due_at | TIMESTAMP WITH TIME ZONE | event | public | the source's own due date
-- | resolution_due_at | TIMESTAMP WITH TIME ZONE | event | public | instant by which the case must be resolved; null where no limit is set
-- | open_hours | DOUBLE | measure | public | hours from receipt to the as-of, for cases not resolved
-- | response_hours | DOUBLE | measure | public | hours from receipt to first response
-- | resolution_hours | DOUBLE | measure | public | hours from receipt to resolution
-- | transfer_count | INTEGER | measure | public | times that the case was handed over
-- | amount | DECIMAL(18,2) | measure | public | amount paid or credited, in the workspace's currency
-- | is_resolved | BOOLEAN | flag | public | resolved as of the run; null where the export cannot tell, says closed without a date, or out of remit
-- | is_major | BOOLEAN | flag | public | flagged as major
-- | is_escalated | BOOLEAN | flag | public | passed up at least once
-- | stated_on_time | BOOLEAN | flag | public | the source's own statement that the answer was in time
-- | registration_status | VARCHAR | status | public | registration against its limit: met, missed, overdue_open, pending, not_assessable, invalid_order, no_limit
-- | first_response_status | VARCHAR | status | public | first response against its limit: the same states
-- | resolution_status | VARCHAR | status | public | resolution against its limit: the same states
-- | demand | VARCHAR | text | redact | what the customer asks for
-- | body | VARCHAR | text | redact | the complaint in the customer's words
select
    complaint.complaint_id,
    complaint.customer_id,
    complaint.owner,
    complaint.nature,
    complaint.category,
    complaint.product,
    complaint.lot,
    complaint.level,
    complaint.cause_group,
    complaint.cause,
    complaint.channel,
    complaint.handling,
    complaint.difficulty,
    complaint.status,
    complaint.region,
    complaint.store,
    complaint.department,
    complaint.tier,
    complaint.service_stage,
    complaint.weekday,
    complaint.hour,
    complaint.received_on,
    complaint.resolved_on,
    complaint.closed_on,
    complaint.received_at,
    complaint.registered_at,
    complaint.accepted_at,
    complaint.first_response_at,
    complaint.started_at,
    complaint.assessed_at,
    complaint.notice_at,
    complaint.resolved_at,
    complaint.feedback_at,
    complaint.confirmation_sent_at,
    complaint.confirmed_at,
    complaint.closed_at,
    complaint.reopened_at,
    complaint.due_at,
    complaint.resolution_due_at,
    complaint.open_hours,
    complaint.response_hours,
    complaint.resolution_hours,
    complaint.transfer_count,
    complaint.amount,
    complaint.is_resolved,
    complaint.is_major,
    complaint.is_escalated,
    complaint.stated_on_time,
    complaint.registration_status,
    complaint.first_response_status,
    complaint.resolution_status,
    complaint.demand,
    complaint.body
from facts.complaint
where complaint.received_on between cast($from as date) and cast($to as date)
order by complaint.received_on, complaint.complaint_id
