-- events.history: what the events of each complaint come to
-- grain: one row a complaint with events
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint in its source
-- | received_at | TIMESTAMP WITH TIME ZONE | event | public | first event received
-- | registered_at | TIMESTAMP WITH TIME ZONE | event | public | first event registered
-- | accepted_at | TIMESTAMP WITH TIME ZONE | event | public | first event accepted
-- | first_response_at | TIMESTAMP WITH TIME ZONE | event | public | first event first_response
-- | started_at | TIMESTAMP WITH TIME ZONE | event | public | first event started
-- | assessed_at | TIMESTAMP WITH TIME ZONE | event | public | first event assessed
-- | investigated_at | TIMESTAMP WITH TIME ZONE | event | public | first event investigated
-- | ext_coord_at | TIMESTAMP WITH TIME ZONE | event | public | first event ext_coord
-- | escalated_at | TIMESTAMP WITH TIME ZONE | event | public | first event escalated
-- | notice_at | TIMESTAMP WITH TIME ZONE | event | public | first event notice
-- | resolved_at | TIMESTAMP WITH TIME ZONE | event | public | first event resolved
-- | rectified_at | TIMESTAMP WITH TIME ZONE | event | public | first event rectified
-- | feedback_at | TIMESTAMP WITH TIME ZONE | event | public | first event feedback
-- | contacted_at | TIMESTAMP WITH TIME ZONE | event | public | first event contacted
-- | confirmation_sent_at | TIMESTAMP WITH TIME ZONE | event | public | first event confirmation_sent
-- | confirmed_at | TIMESTAMP WITH TIME ZONE | event | public | first event confirmed
-- | followed_up_at | TIMESTAMP WITH TIME ZONE | event | public | first event followed_up
-- | rechecked_at | TIMESTAMP WITH TIME ZONE | event | public | first event rechecked
-- | appealed_at | TIMESTAMP WITH TIME ZONE | event | public | first event appealed
-- | appeal_decided_at | TIMESTAMP WITH TIME ZONE | event | public | first event appeal_decided
-- | closed_at | TIMESTAMP WITH TIME ZONE | event | public | last event closed
-- | reopened_at | TIMESTAMP WITH TIME ZONE | event | public | last event reopened
-- | first_event_at | TIMESTAMP WITH TIME ZONE | event | public | first event of any kind
-- | last_event_at | TIMESTAMP WITH TIME ZONE | event | public | last event of any kind
-- | received_is_date_only | BOOLEAN | flag | public | of the first event only the day is known
-- | status | VARCHAR | how | public | state of the case from then on, as exported or else by the kind of event; code; the newest that is known
-- | department | VARCHAR | who | public | department responsible from then on; the newest that is known
-- | owner | VARCHAR | key | pseudonym | person responsible from then on; the newest that is known
-- | level | VARCHAR | what | public | response level from then on, code L1 to L4; the newest that is known
-- | channel | VARCHAR | how | public | how the complaint came in, code; the newest that is known
-- | nature | VARCHAR | what | public | nature of the complaint, code; the newest that is known
-- | category | VARCHAR | what | public | category of the problem, in the source's words or as mapped; the newest that is known
-- | product | VARCHAR | what | public | product line; the newest that is known
-- | region | VARCHAR | where | public | region of the customer; the newest that is known
-- | store | VARCHAR | where | public | shop or site concerned; the newest that is known
-- | tier | VARCHAR | who | public | customer tier, code; the newest that is known
-- | customer_id | VARCHAR | key | pseudonym | number of the customer in the source; the newest that is known
-- | first_owner | VARCHAR | key | pseudonym | person responsible first
-- | transfer_count | INTEGER | measure | public | times that the case was handed over
-- | reopen_count | INTEGER | measure | public | times that the case was reopened
-- | owner_count | INTEGER | measure | public | different persons responsible
-- | is_escalated | BOOLEAN | flag | public | passed up at least once
-- | is_ping_pong | BOOLEAN | flag | public | handed back to a department that it had come from
-- | paused_hours | DOUBLE | measure | public | hours of waiting for the customer before the first resolution
-- | batch_no | INTEGER | lineage | public | ledger number of the file of the newest event
-- | row_number | INTEGER | lineage | public | record in that file
with resolution as (
    select
        step.complaint_id,
        min(step.event_at) as resolved_at
    from events.step
    where step.event = 'resolved'
    group by step.complaint_id
)

select
    step.complaint_id,
    min(step.event_at) filter (where step.event = 'received') as received_at,
    min(step.event_at) filter (where step.event = 'registered') as registered_at,
    min(step.event_at) filter (where step.event = 'accepted') as accepted_at,
    min(step.event_at) filter (where step.event = 'first_response') as first_response_at,
    min(step.event_at) filter (where step.event = 'started') as started_at,
    min(step.event_at) filter (where step.event = 'assessed') as assessed_at,
    min(step.event_at) filter (where step.event = 'investigated') as investigated_at,
    min(step.event_at) filter (where step.event = 'ext_coord') as ext_coord_at,
    min(step.event_at) filter (where step.event = 'escalated') as escalated_at,
    min(step.event_at) filter (where step.event = 'notice') as notice_at,
    min(step.event_at) filter (where step.event = 'resolved') as resolved_at,
    min(step.event_at) filter (where step.event = 'rectified') as rectified_at,
    min(step.event_at) filter (where step.event = 'feedback') as feedback_at,
    min(step.event_at) filter (where step.event = 'contacted') as contacted_at,
    min(step.event_at) filter (where step.event = 'confirmation_sent') as confirmation_sent_at,
    min(step.event_at) filter (where step.event = 'confirmed') as confirmed_at,
    min(step.event_at) filter (where step.event = 'followed_up') as followed_up_at,
    min(step.event_at) filter (where step.event = 'rechecked') as rechecked_at,
    min(step.event_at) filter (where step.event = 'appealed') as appealed_at,
    min(step.event_at) filter (where step.event = 'appeal_decided') as appeal_decided_at,
    max(step.event_at) filter (where step.event = 'closed') as closed_at,
    max(step.event_at) filter (where step.event = 'reopened') as reopened_at,
    min(step.event_at) as first_event_at,
    max(step.event_at) as last_event_at,
    min_by(step.event_at_is_date_only, step.event_rank) as received_is_date_only,
    max_by(step.status, step.event_rank) filter (where step.status is not null) as status,
    max_by(step.department, step.event_rank) filter (where step.department is not null) as department,
    max_by(step.owner, step.event_rank) filter (where step.owner is not null) as owner,
    max_by(step.level, step.event_rank) filter (where step.level is not null) as level,
    max_by(step.channel, step.event_rank) filter (where step.channel is not null) as channel,
    max_by(step.nature, step.event_rank) filter (where step.nature is not null) as nature,
    max_by(step.category, step.event_rank) filter (where step.category is not null) as category,
    max_by(step.product, step.event_rank) filter (where step.product is not null) as product,
    max_by(step.region, step.event_rank) filter (where step.region is not null) as region,
    max_by(step.store, step.event_rank) filter (where step.store is not null) as store,
    max_by(step.tier, step.event_rank) filter (where step.tier is not null) as tier,
    max_by(step.customer_id, step.event_rank) filter (where step.customer_id is not null) as customer_id,
    min_by(step.owner, step.event_rank) filter (where step.owner is not null) as first_owner,
    cast(count(*) filter (where step.is_transfer or step.event = 'transferred') as integer) as transfer_count,
    cast(count(*) filter (where step.event = 'reopened') as integer) as reopen_count,
    cast(count(distinct step.owner) as integer) as owner_count,
    coalesce(bool_or(step.event = 'escalated'), false) as is_escalated,
    bool_or(step.is_return) as is_ping_pong,
    coalesce(sum(step.waiting_hours) filter (where step.event_at < coalesce(resolution.resolved_at, step.as_of)), 0) as paused_hours,
    max_by(step.batch_no, step.event_rank) as batch_no,
    max_by(step.row_number, step.event_rank) as row_number
from events.step
left join resolution on resolution.complaint_id = step.complaint_id
group by step.complaint_id
