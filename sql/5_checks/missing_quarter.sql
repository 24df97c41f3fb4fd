-- checks.missing_quarter: quarters without a quarterly inspection since the first inspection
-- grain: one row a quarter
-- severity: warn
-- | name | type | role | privacy | meaning
-- | quarter_on | DATE | date | public | first day of the quarter
with quarters as (
    select distinct cast(date_trunc('quarter', working_day.day) as date) as quarter_on
    from control.working_day
),

inspected as (
    select distinct cast(date_trunc('quarter', inspection.inspected_on) as date) as quarter_on
    from facts.inspection
    where inspection.inspection_kind = 'quarterly'
),

span as (
    select
        min(cast(date_trunc('quarter', inspection.inspected_on) as date)) as first_on,
        max(cast(make_timestamp(control.local_us(epoch_us(run.as_of))) as date)) as as_of_on
    from facts.inspection
    cross join control.run
)

select quarters.quarter_on
from quarters
cross join span
left join inspected on inspected.quarter_on = quarters.quarter_on
where
    inspected.quarter_on is null
    and quarters.quarter_on >= span.first_on
    and cast(quarters.quarter_on + interval '3' month as date) <= span.as_of_on
order by quarters.quarter_on
