-- facts.complaint: complaints, each in its latest version as of the run
-- grain: one row a complaint
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint in its source
-- | customer_id | VARCHAR | key | pseudonym | number of the customer
-- | customer_name | VARCHAR | text | private | name of the customer
-- | customer_phone | VARCHAR | text | private | telephone number of the customer
-- | customer_email | VARCHAR | text | private | e-mail address of the customer
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
-- | batch_no | INTEGER | lineage | public | ledger number of the file that the current version came in
-- | row_number | INTEGER | lineage | public | record in that file
with eligible as (
    select
        complaint.*,
        batch.fields,
        run.as_of,
        run.timezone
    from staging.complaint
    inner join ledger.batch on batch.batch_no = complaint.batch_no
    cross join control.run
    where
        complaint.received_at <= run.as_of
        and (complaint.version_at is null or complaint.version_at <= run.as_of)
),

repeated as (
    select eligible.row_key
    from eligible
    group by eligible.row_key
    having count(*) > 1
),

ranked as (
    select
        eligible.batch_no,
        eligible.row_number,
        row_number() over (
            partition by eligible.row_key
            order by eligible.version_at desc nulls last, eligible.batch_no desc, eligible.row_number desc
        ) as version_rank
    from eligible
    inner join repeated on repeated.row_key = eligible.row_key
),

superseded as (
    select
        ranked.batch_no,
        ranked.row_number
    from ranked
    where ranked.version_rank > 1
),

versions as (
    select eligible.*
    from eligible
    where not exists (
        select 1
        from superseded
        where superseded.batch_no = eligible.batch_no and superseded.row_number = eligible.row_number
    )
),

dated as (
    select
        versions.complaint_id,
        versions.customer_id,
        versions.customer_name,
        versions.customer_phone,
        versions.customer_email,
        versions.owner,
        versions.nature,
        versions.category,
        versions.product,
        versions.lot,
        versions.level,
        versions.cause_group,
        versions.cause,
        versions.channel,
        versions.handling,
        versions.difficulty,
        versions.region,
        versions.store,
        versions.department,
        versions.tier,
        versions.service_stage,
        versions.status,
        versions.due_at,
        versions.transfer_count,
        versions.amount,
        versions.is_major,
        versions.is_escalated,
        versions.stated_on_time,
        versions.received_is_date_only,
        versions.demand,
        versions.body,
        versions.batch_no,
        versions.row_number,
        versions.as_of,
        versions.timezone,
        versions.fields,
        versions.received_at,
        versions.received_at at time zone versions.timezone as received_local,
        case when versions.registered_at <= versions.as_of then versions.registered_at end as registered_at,
        case when versions.accepted_at <= versions.as_of then versions.accepted_at end as accepted_at,
        case when versions.first_response_at <= versions.as_of then versions.first_response_at end as first_response_at,
        case when versions.started_at <= versions.as_of then versions.started_at end as started_at,
        case when versions.assessed_at <= versions.as_of then versions.assessed_at end as assessed_at,
        case when versions.notice_at <= versions.as_of then versions.notice_at end as notice_at,
        case when versions.resolved_at <= versions.as_of then versions.resolved_at end as resolved_at,
        case when versions.feedback_at <= versions.as_of then versions.feedback_at end as feedback_at,
        case when versions.confirmation_sent_at <= versions.as_of then versions.confirmation_sent_at end as confirmation_sent_at,
        case when versions.confirmed_at <= versions.as_of then versions.confirmed_at end as confirmed_at,
        case when versions.closed_at <= versions.as_of then versions.closed_at end as closed_at,
        case when versions.reopened_at <= versions.as_of then versions.reopened_at end as reopened_at,
        case
            when versions.status = 'rejected_out_of_remit' then null
            when versions.reopened_at <= versions.as_of and versions.reopened_at > coalesce(versions.resolved_at, versions.closed_at)
                then case when versions.closed_at > versions.reopened_at and versions.closed_at <= versions.as_of then versions.closed_at end
            when coalesce(versions.resolved_at, versions.closed_at) <= versions.as_of then coalesce(versions.resolved_at, versions.closed_at)
        end as settled_at
    from versions
),

levels as (
    select 'L1' as level
    union all
    select 'L2'
    union all
    select 'L3'
    union all
    select 'L4'
    union all
    select 'unmapped'
    union all
    select ''
),

limits as (
    select
        levels.level,
        max(case when time_limit.clock = 'registration' then time_limit.limit_seconds end) as registration_limit_seconds,
        max(case when time_limit.clock = 'first_response' then time_limit.limit_seconds end) as first_response_limit_seconds,
        max(case when time_limit.clock = 'resolution' then time_limit.limit_seconds end) as resolution_limit_seconds
    from levels
    left join control.time_limit on coalesce(time_limit.level, levels.level) = levels.level
    group by levels.level
),

timed as (
    select
        dated.*,
        (dated.fields like '%,registered_at,%') as registered_is_exported,
        (dated.fields like '%,first_response_at,%') as first_response_is_exported,
        (dated.fields like '%,resolved_at,%' or dated.fields like '%,closed_at,%')
            and not (dated.settled_at is null and coalesce(dated.status, '') in ('resolved', 'closed', 'rejected_out_of_remit')) as settled_is_exported,
        coalesce(dated.accepted_at, dated.received_at) as resolution_started_at,
        limits.registration_limit_seconds,
        limits.first_response_limit_seconds,
        limits.resolution_limit_seconds
    from dated
    left join limits on limits.level = coalesce(dated.level, '')
),

clocked as (
    select
        timed.*,
        timed.resolution_started_at + timed.resolution_limit_seconds * interval '1' second as resolution_due_at,
        case when timed.settled_at is null then (epoch(timed.as_of) - epoch(timed.received_at)) / 3600 end as open_hours,
        case when not timed.received_is_date_only then (epoch(timed.first_response_at) - epoch(timed.received_at)) / 3600 end as response_hours,
        case when not timed.received_is_date_only then (epoch(timed.settled_at) - epoch(timed.received_at)) / 3600 end as resolution_hours,
        case
            when timed.settled_at is not null then true
            when not timed.settled_is_exported then null
            else false
        end as is_resolved,
        case
            when timed.registration_limit_seconds is null then 'no_limit'
            when timed.received_at is null or timed.received_is_date_only or not timed.registered_is_exported then 'not_assessable'
            when timed.registered_at < timed.received_at then 'invalid_order'
            when epoch(timed.registered_at) - epoch(timed.received_at) <= timed.registration_limit_seconds then 'met'
            when timed.registered_at is not null then 'missed'
            when epoch(timed.as_of) - epoch(timed.received_at) > timed.registration_limit_seconds then 'overdue_open'
            else 'pending'
        end as registration_status,
        case
            when timed.first_response_limit_seconds is null then 'no_limit'
            when timed.received_at is null or timed.received_is_date_only or not timed.first_response_is_exported then 'not_assessable'
            when timed.first_response_at < timed.received_at then 'invalid_order'
            when epoch(timed.first_response_at) - epoch(timed.received_at) <= timed.first_response_limit_seconds then 'met'
            when timed.first_response_at is not null then 'missed'
            when epoch(timed.as_of) - epoch(timed.received_at) > timed.first_response_limit_seconds then 'overdue_open'
            else 'pending'
        end as first_response_status,
        case
            when timed.resolution_limit_seconds is null then 'no_limit'
            when timed.resolution_started_at is null or timed.received_is_date_only or not timed.settled_is_exported then 'not_assessable'
            when timed.settled_at < timed.resolution_started_at then 'invalid_order'
            when epoch(timed.settled_at) - epoch(timed.resolution_started_at) <= timed.resolution_limit_seconds then 'met'
            when timed.settled_at is not null then 'missed'
            when epoch(timed.as_of) - epoch(timed.resolution_started_at) > timed.resolution_limit_seconds then 'overdue_open'
            else 'pending'
        end as resolution_status
    from timed
)

select
    clocked.complaint_id,
    clocked.customer_id,
    clocked.customer_name,
    clocked.customer_phone,
    clocked.customer_email,
    clocked.owner,
    clocked.nature,
    clocked.category,
    clocked.product,
    clocked.lot,
    clocked.level,
    clocked.cause_group,
    clocked.cause,
    clocked.channel,
    clocked.handling,
    clocked.difficulty,
    clocked.status,
    clocked.region,
    clocked.store,
    clocked.department,
    clocked.tier,
    clocked.service_stage,
    cast(isodow(clocked.received_local) as integer) as weekday,
    case when not clocked.received_is_date_only then cast(hour(clocked.received_local) as integer) end as hour,
    cast(clocked.received_local as date) as received_on,
    cast(clocked.settled_at at time zone clocked.timezone as date) as resolved_on,
    cast(clocked.closed_at at time zone clocked.timezone as date) as closed_on,
    clocked.received_at,
    clocked.registered_at,
    clocked.accepted_at,
    clocked.first_response_at,
    clocked.started_at,
    clocked.assessed_at,
    clocked.notice_at,
    clocked.settled_at as resolved_at,
    clocked.feedback_at,
    clocked.confirmation_sent_at,
    clocked.confirmed_at,
    clocked.closed_at,
    clocked.reopened_at,
    clocked.due_at,
    clocked.resolution_due_at,
    clocked.open_hours,
    clocked.response_hours,
    clocked.resolution_hours,
    clocked.transfer_count,
    clocked.amount,
    clocked.is_resolved,
    clocked.is_major,
    clocked.is_escalated,
    clocked.stated_on_time,
    clocked.registration_status,
    clocked.first_response_status,
    clocked.resolution_status,
    clocked.demand,
    clocked.body,
    clocked.batch_no,
    clocked.row_number
from clocked
