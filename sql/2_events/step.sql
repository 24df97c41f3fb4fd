-- events.step: events of complaints in their order, with the state that each leaves behind
-- grain: one row an event
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint in its source
-- | event | VARCHAR | how | public | what happened, code
-- | event_at | TIMESTAMP WITH TIME ZONE | event | public | when it happened
-- | event_at_is_date_only | BOOLEAN | flag | public | the export gives the day without a time
-- | status | VARCHAR | how | public | state of the case from then on, as exported or else by the kind of event; code
-- | from_department | VARCHAR | who | public | department that handed the case over
-- | department | VARCHAR | who | public | department responsible from then on
-- | owner | VARCHAR | key | pseudonym | person responsible from then on
-- | actor | VARCHAR | key | pseudonym | person who did it
-- | level | VARCHAR | what | public | response level from then on, code L1 to L4
-- | channel | VARCHAR | how | public | how the complaint came in, code
-- | nature | VARCHAR | what | public | nature of the complaint, code
-- | category | VARCHAR | what | public | category of the problem, in the source's words or as mapped
-- | product | VARCHAR | what | public | product line
-- | region | VARCHAR | where | public | region of the customer
-- | store | VARCHAR | where | public | shop or site concerned
-- | tier | VARCHAR | who | public | customer tier, code
-- | customer_id | VARCHAR | key | pseudonym | number of the customer in the source
-- | remark | VARCHAR | text | redact | remark on the event
-- | event_on | DATE | date | public | day of the event in the business time zone
-- | event_rank | BIGINT | measure | private | place among the events of all cases, by instant and row
-- | next_at | TIMESTAMP WITH TIME ZONE | event | public | when the next event of the case happened; null for its last one
-- | waiting_hours | DOUBLE | measure | public | hours that the case waited for the customer from here to the next event, or to the as-of
-- | is_transfer | BOOLEAN | flag | public | the department responsible is another one than before
-- | is_return | BOOLEAN | flag | public | handed back to the department that it had come from
-- | as_of | TIMESTAMP WITH TIME ZONE | event | private | instant as of which the run looks
-- | batch_no | INTEGER | lineage | public | ledger number of the file that the current version came in
-- | row_number | INTEGER | lineage | public | record in that file
with known as (
    select
        complaint_event.complaint_id,
        complaint_event.event,
        complaint_event.event_at,
        complaint_event.event_at_is_date_only,
        case
            when complaint_event.status <> 'unmapped' then complaint_event.status
            when complaint_event.event in ('received', 'registered') then 'new'
            when complaint_event.event = 'accepted' then 'accepted'
            when complaint_event.event in ('started', 'assessed', 'investigated', 'ext_coord', 'escalated', 'notice', 'resumed') then 'in_progress'
            when complaint_event.event = 'waiting' then 'waiting_customer'
            when complaint_event.event in ('resolved', 'closed', 'reopened') then complaint_event.event
        end as status,
        complaint_event.from_department,
        complaint_event.department,
        complaint_event.owner,
        complaint_event.actor,
        complaint_event.level,
        complaint_event.channel,
        complaint_event.nature,
        complaint_event.category,
        complaint_event.product,
        complaint_event.region,
        complaint_event.store,
        complaint_event.tier,
        complaint_event.customer_id,
        complaint_event.remark,
        epoch_us(complaint_event.event_at) * 1024 + complaint_event.row_number % 1024 as event_rank,
        complaint_event.as_of,
        complaint_event.batch_no,
        complaint_event.row_number
    from current.complaint_event
    where complaint_event.event_at <= complaint_event.as_of
),

placed as (
    select
        known.*,
        lead(known.event_at) over (partition by known.complaint_id order by known.event_rank, known.batch_no) as next_at,
        max(case when known.department is not null then known.event_rank end) over (
            partition by known.complaint_id
            order by known.event_rank, known.batch_no
            rows between unbounded preceding and 1 preceding
        ) as previous_rank
    from known
),

moved as (
    select
        placed.*,
        coalesce(placed.from_department, previous.department) as left_department
    from placed
    left join known as previous
        on previous.complaint_id = placed.complaint_id and previous.event_rank = placed.previous_rank and previous.department is not null
),

returned_to as (
    select
        moved.complaint_id,
        moved.event_rank,
        lag(moved.left_department) over (partition by moved.complaint_id order by moved.event_rank) as department_before
    from moved
    where moved.department <> moved.left_department
)

select
    moved.complaint_id,
    moved.event,
    moved.event_at,
    moved.event_at_is_date_only,
    moved.status,
    moved.left_department as from_department,
    moved.department,
    moved.owner,
    moved.actor,
    moved.level,
    moved.channel,
    moved.nature,
    moved.category,
    moved.product,
    moved.region,
    moved.store,
    moved.tier,
    moved.customer_id,
    moved.remark,
    cast(make_timestamp(control.local_us(epoch_us(moved.event_at))) as date) as event_on,
    moved.event_rank,
    moved.next_at,
    case
        when moved.status = 'waiting_customer' then (epoch_us(coalesce(moved.next_at, moved.as_of)) - epoch_us(moved.event_at)) / 3.6e9
    end as waiting_hours,
    coalesce(moved.department <> moved.left_department, false) as is_transfer,
    coalesce(moved.department = returned_to.department_before, false) as is_return,
    moved.as_of,
    moved.batch_no,
    moved.row_number
from moved
left join returned_to on returned_to.complaint_id = moved.complaint_id and returned_to.event_rank = moved.event_rank
