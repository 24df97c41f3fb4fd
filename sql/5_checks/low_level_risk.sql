-- checks.low_level_risk: complaints with a legal question or the press in it, and yet of a low level
-- grain: one row a complaint
-- severity: warn
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint
-- | level | VARCHAR | what | public | response level, code
-- | is_legal | BOOLEAN | flag | public | a legal question is at stake
-- | is_media | BOOLEAN | flag | public | the press or the public has taken it up
-- | batch_no | INTEGER | lineage | public | ledger number of the file
-- | row_number | INTEGER | lineage | public | record in that file
select
    dated.complaint_id,
    dated.level,
    dated.is_legal,
    dated.is_media,
    dated.batch_no,
    dated.row_number
from cases.dated
where (dated.is_legal or dated.is_media) and dated.level in ('L1', 'L2')
order by dated.batch_no, dated.row_number
