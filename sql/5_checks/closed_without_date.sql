-- checks.closed_without_date: complaints that are called resolved or closed without a date of it
-- grain: one row a complaint
-- severity: warn
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint
-- | status | VARCHAR | how | public | state of the case, code
-- | batch_no | INTEGER | lineage | public | ledger number of the file
-- | row_number | INTEGER | lineage | public | record in that file
select
    dated.complaint_id,
    dated.status,
    dated.batch_no,
    dated.row_number
from cases.dated
where dated.is_called_settled and dated.status in ('resolved', 'closed')
order by dated.batch_no, dated.row_number
