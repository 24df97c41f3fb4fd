-- facts.complaint_event: events of complaints as of the run: status history, hand-overs, reopenings
-- grain: one row an event
-- extends: events.step
-- | name | type | role | privacy | meaning
-- | is_reopening | BOOLEAN | flag | public | reopens the case
select
    step.*,
    coalesce(step.event = 'reopened', false) as is_reopening
from events.step
