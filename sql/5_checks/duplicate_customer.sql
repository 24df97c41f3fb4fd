-- checks.duplicate_customer: customers with the same telephone number and different numbers
-- grain: one row a telephone number
-- severity: warn
-- | name | type | role | privacy | meaning
-- | customer_id | VARCHAR | key | pseudonym | number of one of them
-- | other_customer_id | VARCHAR | key | pseudonym | number of another
-- | complaints | BIGINT | measure | public | complaints with that telephone number
select
    min(dated.customer_id) as customer_id,
    max(dated.customer_id) as other_customer_id,
    count(*) as complaints
from cases.dated
where dated.customer_phone is not null and dated.customer_id is not null
group by dated.customer_phone
having min(dated.customer_id) <> max(dated.customer_id)
order by 1, 2
