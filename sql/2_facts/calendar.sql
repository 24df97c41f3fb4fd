-- facts.calendar: days off and make-up working days that the workspace names itself, each in its latest version
-- grain: one row a day of a site
-- | name | type | role | privacy | meaning
-- | calendar_key | VARCHAR | key | public | site and day
-- | site | VARCHAR | where | public | site or country that the calendar is for
-- | day | DATE | date | public | the day
-- | day_kind | VARCHAR | when | public | what kind of day it is, code
-- | name | VARCHAR | text | public | name of the holiday
-- | source_notice | VARCHAR | text | public | notice that says so
-- | batch_no | INTEGER | lineage | public | ledger number of the file that the current version came in
-- | row_number | INTEGER | lineage | public | record in that file
with dated as (
    select
        calendar.calendar_key,
        calendar.site,
        calendar.day,
        calendar.day_kind,
        calendar.name,
        calendar.source_notice,
        calendar.batch_no,
        calendar.row_number,
        cast(make_timestamp(control.local_us(epoch_us(calendar.as_of))) as date) as as_of_on
    from current.calendar
)

select
    dated.calendar_key,
    dated.site,
    dated.day,
    dated.day_kind,
    dated.name,
    dated.source_notice,
    dated.batch_no,
    dated.row_number
from dated
