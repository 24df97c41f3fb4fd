-- cases.batch_case: complaints that belong to a batch: three customers of one product lot and issue within seven days
-- grain: one row a complaint of a batch
-- | name | type | role | privacy | meaning
-- | batch_case_id | VARCHAR | key | private | number of the complaint
with lots as (
    select
        dated.complaint_id,
        coalesce(dated.customer_id, dated.customer_phone, dated.customer_email) as customer_key,
        dated.product,
        dated.lot,
        coalesce(dated.category, dated.nature) as issue,
        epoch_us(dated.received_at) as received_us
    from cases.dated
    where dated.lot is not null
),

lot_customers as (
    select
        lots.product,
        lots.lot,
        lots.issue,
        lots.customer_key,
        min(lots.received_us) as received_us
    from lots
    where lots.customer_key is not null
    group by lots.product, lots.lot, lots.issue, lots.customer_key
),

gathered as (
    select
        lot_customers.product,
        lot_customers.lot,
        lot_customers.issue,
        lot_customers.customer_key,
        lot_customers.received_us,
        lead(lot_customers.received_us, 2) over (
            partition by lot_customers.product, lot_customers.lot, lot_customers.issue
            order by lot_customers.received_us
        ) as third_us
    from lot_customers
),

opened as (
    select
        lots.complaint_id,
        lots.received_us,
        max(gathered.received_us) over (
            partition by lots.product, lots.lot, lots.issue
            order by lots.received_us
        ) as batch_from_us
    from lots
    left join gathered
        on gathered.lot = lots.lot
        and gathered.customer_key = lots.customer_key
        and gathered.received_us = lots.received_us
        and gathered.product is not distinct from lots.product
        and gathered.issue is not distinct from lots.issue
        and gathered.third_us - gathered.received_us <= 604800000000
)

select opened.complaint_id as batch_case_id
from opened
where opened.received_us - opened.batch_from_us <= 604800000000
