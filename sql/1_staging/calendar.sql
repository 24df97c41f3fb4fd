-- staging.calendar: days off and make-up working days as exported, typed, every version kept
-- grain: one row of one loaded file: a day of a site
-- requires: site, day, day_kind
-- key: calendar_key
-- | name | type | role | privacy | meaning
-- | calendar_key | VARCHAR | key | public | site and day
-- | site | VARCHAR | where | public | site or country that the calendar is for
-- | day | DATE | date | public | the day
-- | day_kind | VARCHAR | when | public | what kind of day it is, code
-- | day_kind_source | VARCHAR | text | public | the kind of day in the source's own words
-- | name | VARCHAR | text | public | name of the holiday
-- | source_notice | VARCHAR | text | public | notice that says so
select
    concat_ws('|', incoming.site, cast(as_local(incoming.day) as date)) as calendar_key,
    incoming.site as site,
    cast(as_local(incoming.day) as date) as day,
    code_of_day_kind(incoming.day_kind) as day_kind,
    incoming.day_kind_source as day_kind_source,
    incoming.name as name,
    incoming.source_notice as source_notice,
from incoming
