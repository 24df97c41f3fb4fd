-- cases.customer_case: complaints of customers that have several, beside those before and after
-- grain: one row a complaint whose customer has another one
-- | name | type | role | privacy | meaning
-- | related_id | VARCHAR | key | private | number of the complaint
-- | is_duplicate | BOOLEAN | flag | public | received while an earlier one of the same customer and issue was open
-- | is_repeat | BOOLEAN | flag | public | received within 30 days after an earlier one of the same customer and issue was resolved
-- | is_followed | BOOLEAN | flag | public | followed within 30 days after its resolution by another one of the same customer and issue
-- | is_repeat_customer | BOOLEAN | flag | public | the customer has another one within 90 days
with keyed as (
    select
        dated.complaint_id,
        coalesce(dated.customer_id, dated.customer_phone, dated.customer_email) as customer_key,
        coalesce(dated.category, dated.nature) as issue,
        epoch_us(dated.received_at) as received_us,
        epoch_us(dated.resolved_at) as resolved_us
    from cases.dated
),

returned as (
    select keyed.customer_key
    from keyed
    where keyed.customer_key is not null
    group by keyed.customer_key
    having count(*) > 1
),

neighboured as (
    select
        keyed.complaint_id,
        keyed.issue,
        keyed.received_us,
        keyed.resolved_us,
        max(coalesce(keyed.resolved_us, 9000000000000000000)) over (
            partition by keyed.customer_key, keyed.issue
            order by keyed.received_us, keyed.complaint_id
            rows between unbounded preceding and 1 preceding
        ) as earlier_resolved_us,
        count(*) over (
            partition by keyed.customer_key, keyed.issue
            order by keyed.received_us
            range between greatest(coalesce(keyed.resolved_us - keyed.received_us, 0), 0) + 1 following
                and greatest(coalesce(keyed.resolved_us - keyed.received_us, 0), 0) + 2592000000000 following
        ) as followers,
        lag(keyed.received_us) over (partition by keyed.customer_key order by keyed.received_us, keyed.complaint_id) as previous_us,
        lead(keyed.received_us) over (partition by keyed.customer_key order by keyed.received_us, keyed.complaint_id) as next_us
    from keyed
    inner join returned on returned.customer_key = keyed.customer_key
)

select
    neighboured.complaint_id as related_id,
    neighboured.issue is not null and coalesce(neighboured.earlier_resolved_us > neighboured.received_us, false) as is_duplicate,
    neighboured.issue is not null
        and coalesce(neighboured.received_us - neighboured.earlier_resolved_us between 1 and 2592000000000, false) as is_repeat,
    neighboured.issue is not null and neighboured.resolved_us is not null and neighboured.followers > 0 as is_followed,
    coalesce(neighboured.received_us - neighboured.previous_us <= 7776000000000, false)
        or coalesce(neighboured.next_us - neighboured.received_us <= 7776000000000, false) as is_repeat_customer
from neighboured
