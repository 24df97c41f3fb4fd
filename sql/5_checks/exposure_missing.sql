-- checks.exposure_missing: months with complaints, and no orders, customers, contacts or services to set them against
-- grain: one row a month
-- severity: warn
-- | name | type | role | privacy | meaning
-- | month_on | DATE | date | public | first day of the month
-- | complaints | BIGINT | measure | public | complaints received in it
with months as (
    select
        cast(date_trunc('month', make_timestamp(control.local_us(epoch_us(dated.received_at)))) as date) as month_on,
        count(*) as complaints
    from cases.dated
    group by 1
),

covered as (
    select distinct
        cast(date_trunc('month', activity.period_start_on) as date) as from_on,
        coalesce(activity.period_end_on, activity.period_start_on) as until_on
    from facts.activity
    where coalesce(activity.order_count, activity.customer_count, activity.contact_count, activity.service_count) > 0
)

select
    months.month_on,
    months.complaints
from months
left join covered on months.month_on between covered.from_on and covered.until_on
where
    covered.from_on is null
    -- Where no activity is loaded at all, rates are not measurable, which the coverage of the norms says.
    and exists (select 1 from covered)
order by months.month_on
