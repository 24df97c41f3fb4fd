-- facts.activity: how much business the complaints stand against, each period in its latest version as of the run
-- grain: one row a period and part of the business
-- | name | type | role | privacy | meaning
-- | activity_key | VARCHAR | key | public | period and dimensions of the row
-- | period_start_on | DATE | date | public | first day of the period
-- | period_end_on | DATE | date | public | last day of the period, from its length where the source does not say
-- | period_unit | VARCHAR | when | public | length of the period, code; for exports without a last day
-- | region | VARCHAR | where | public | region
-- | channel | VARCHAR | how | public | channel of the contacts, code
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
-- | day_count | INTEGER | measure | public | days of the period; null where neither its end nor its length is known
-- | batch_no | INTEGER | lineage | public | ledger number of the file that the current version came in
-- | row_number | INTEGER | lineage | public | record in that file
with dated as (
    select
        activity.activity_key,
        activity.period_start_on,
        activity.period_end_on,
        activity.period_unit,
        activity.region,
        activity.channel,
        activity.store,
        activity.department,
        activity.product,
        activity.order_count,
        activity.customer_count,
        activity.contact_count,
        activity.service_count,
        activity.staff_days,
        activity.request_count,
        activity.request_answered_count,
        activity.request_handled_count,
        activity.enquiry_count,
        activity.enquiry_response_hours,
        activity.batch_no,
        activity.row_number,
        cast(make_timestamp(control.local_us(epoch_us(activity.as_of))) as date) as as_of_on
    from current.activity
)

select
    dated.activity_key,
    dated.period_start_on,
    coalesce(
        dated.period_end_on,
        case
            when dated.period_unit = 'day' then dated.period_start_on
            when dated.period_unit = 'week' then cast(dated.period_start_on + interval '6' day as date)
            when dated.period_unit = 'month' then cast(dated.period_start_on + interval '1' month - interval '1' day as date)
            when dated.period_unit = 'quarter' then cast(dated.period_start_on + interval '3' month - interval '1' day as date)
            when dated.period_unit = 'year' then cast(dated.period_start_on + interval '12' month - interval '1' day as date)
        end
    ) as period_end_on,
    dated.period_unit,
    dated.region,
    dated.channel,
    dated.store,
    dated.department,
    dated.product,
    dated.order_count,
    dated.customer_count,
    dated.contact_count,
    dated.service_count,
    dated.staff_days,
    dated.request_count,
    dated.request_answered_count,
    dated.request_handled_count,
    dated.enquiry_count,
    dated.enquiry_response_hours,
    case
        when dated.period_end_on is not null then cast(dated.period_end_on - dated.period_start_on as integer) + 1
        when dated.period_unit = 'day' then 1
        when dated.period_unit = 'week' then 7
        when dated.period_unit = 'month' then cast(cast(dated.period_start_on + interval '1' month as date) - dated.period_start_on as integer)
        when dated.period_unit = 'quarter' then cast(cast(dated.period_start_on + interval '3' month as date) - dated.period_start_on as integer)
        when dated.period_unit = 'year' then cast(cast(dated.period_start_on + interval '12' month as date) - dated.period_start_on as integer)
    end as day_count,
    dated.batch_no,
    dated.row_number
from dated
where dated.period_start_on <= dated.as_of_on
