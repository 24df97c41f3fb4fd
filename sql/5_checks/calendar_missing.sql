-- checks.calendar_missing: complaints with a limit in working days in a year that the calendar does not hold; their clock is not assessable
-- grain: one row a clock and year
-- severity: warn
-- | name | type | role | privacy | meaning
-- | clock | VARCHAR | key | public | which clock
-- | start_year | INTEGER | key | public | year in which the clock started
-- | complaints | BIGINT | measure | public | complaints concerned
select
    'notice' as clock,
    cast(extract(year from make_timestamp(control.local_us(timed.accepted_us))) as integer) as start_year,
    count(*) as complaints
from cases.timed
where
    control.limit_working_days('notice', timed.level, timed.nature, timed.problem_type, timed.accepted_us) is not null
    and timed.accepted_us is not null
    and timed.notice_due_us is null
group by 2
union all
select
    'feedback_report' as clock,
    cast(extract(year from make_timestamp(control.local_us(timed.received_us))) as integer) as start_year,
    count(*) as complaints
from cases.timed
where
    control.limit_working_days('feedback_report', timed.level, timed.nature, timed.problem_type, timed.received_us) is not null
    and timed.feedback_report_due_us is null
group by 2
