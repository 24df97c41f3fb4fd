-- staging.activity: how much business the complaints stand against as exported, typed, every version kept
-- grain: one row of one loaded file: a period and the part of the business that its filled dimensions name
-- requires: period_start_on
-- key: activity_key
-- | name | type | role | privacy | meaning
-- | activity_key | VARCHAR | key | public | period and dimensions of the row
-- | period_start_on | DATE | date | public | first day of the period
-- | period_end_on | DATE | date | public | last day of the period
-- | period_unit | VARCHAR | when | public | length of the period, code; for exports without a last day
-- | period_unit_source | VARCHAR | text | public | the period in the source's own words
-- | region | VARCHAR | where | public | region
-- | channel | VARCHAR | how | public | channel of the contacts, code
-- | channel_source | VARCHAR | text | public | the channel in the source's own words
-- | store | VARCHAR | where | public | shop or site
-- | department | VARCHAR | who | public | department
-- | product | VARCHAR | what | public | product line
-- | order_count | INTEGER | measure | public | orders of the period
-- | customer_count | INTEGER | measure | public | different customers served in the period
-- | contact_count | INTEGER | measure | public | contacts with customer service in the period
-- | service_count | INTEGER | measure | public | services rendered in the period
-- | staff_days | DECIMAL(9,2) | measure | public | days worked by the staff who handle complaints
-- | request_count | INTEGER | measure | public | service requests received in the period, which are no complaints
-- | request_answered_count | INTEGER | measure | public | of these, answered by a person within 24 hours
-- | request_handled_count | INTEGER | measure | public | of these, dealt with provisionally within 48 hours
-- | enquiry_count | INTEGER | measure | public | enquiries answered in the period
-- | enquiry_response_hours | DECIMAL(9,2) | measure | public | mean of the hours from an enquiry to its answer
select
    concat_ws(
        '|',
        cast(as_local(incoming.period_start_on) as date),
        coalesce(
            cast(cast(as_local(incoming.period_end_on) as date) as varchar),
            code_of_period_unit(incoming.period_unit),
            ''
        ),
        coalesce(incoming.region, ''),
        coalesce(nullif(code_of_channel(incoming.channel), 'unmapped'), incoming.channel_source, ''),
        coalesce(incoming.store, ''),
        coalesce(incoming.department, ''),
        coalesce(incoming.product, '')
    ) as activity_key,
    cast(as_local(incoming.period_start_on) as date) as period_start_on,
    cast(as_local(incoming.period_end_on) as date) as period_end_on,
    code_of_period_unit(incoming.period_unit) as period_unit,
    incoming.period_unit_source as period_unit_source,
    incoming.region as region,
    code_of_channel(incoming.channel) as channel,
    incoming.channel_source as channel_source,
    incoming.store as store,
    incoming.department as department,
    incoming.product as product,
    as_integer(incoming.order_count) as order_count,
    as_integer(incoming.customer_count) as customer_count,
    as_integer(incoming.contact_count) as contact_count,
    as_integer(incoming.service_count) as service_count,
    try_cast(width_folded(incoming.staff_days) as decimal(9, 2)) as staff_days,
    as_integer(incoming.request_count) as request_count,
    as_integer(incoming.request_answered_count) as request_answered_count,
    as_integer(incoming.request_handled_count) as request_handled_count,
    as_integer(incoming.enquiry_count) as enquiry_count,
    try_cast(width_folded(incoming.enquiry_response_hours) as decimal(9, 2)) as enquiry_response_hours,
from incoming
