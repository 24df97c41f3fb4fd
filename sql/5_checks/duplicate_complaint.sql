-- checks.duplicate_complaint: complaints that stand more than once among the facts
-- grain: one row a number
-- severity: stop
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint
-- | occurrences | BIGINT | measure | public | times that it stands there
select
    dated.complaint_id,
    count(*) as occurrences
from cases.dated
group by dated.complaint_id
having count(*) > 1
