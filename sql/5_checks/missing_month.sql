-- checks.missing_month: months without a complaint between the first and the last
-- grain: one row a gap
-- severity: warn
-- | name | type | role | privacy | meaning
-- | gap_from_on | DATE | date | public | first day of the first month without
-- | gap_until_on | DATE | date | public | first day of the next month with complaints
-- | months | BIGINT | measure | public | months without a complaint
with months as (
    select distinct cast(date_trunc('month', make_timestamp(control.local_us(epoch_us(dated.received_at)))) as date) as month_on
    from cases.dated
),

followed as (
    select
        months.month_on,
        lead(months.month_on) over (order by months.month_on) as next_on
    from months
)

select
    cast(followed.month_on + interval '1' month as date) as gap_from_on,
    followed.next_on as gap_until_on,
    date_diff('month', followed.month_on, followed.next_on) - 1 as months
from followed
where followed.next_on > cast(followed.month_on + interval '1' month as date)
order by followed.month_on
