-- checks.duplicate_complaint: complaints that stand more than once among the facts
-- grain: one row a number
-- severity: stop
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint
-- | occurrences | BIGINT | measure | public | times that it stands there
select
    complaint.complaint_id,
    count(*) as occurrences
from facts.complaint
group by complaint.complaint_id
having count(*) > 1
