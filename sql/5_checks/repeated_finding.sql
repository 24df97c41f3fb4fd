-- checks.repeated_finding: findings of a kind that had been found before
-- grain: one row a finding
-- severity: warn
-- | name | type | role | privacy | meaning
-- | finding_id | VARCHAR | key | public | number of the finding
-- | finding_code | VARCHAR | what | public | kind of finding
-- | found_on | DATE | date | public | day on which it was found
-- | earlier_on | DATE | date | public | day on which the same was found before
-- | batch_no | INTEGER | lineage | public | ledger number of the file
-- | row_number | INTEGER | lineage | public | record in that file
with followed as (
    select
        finding.finding_id,
        finding.finding_code,
        finding.department,
        finding.found_on,
        finding.recurrence_of,
        lag(finding.found_on) over (partition by finding.finding_code, finding.department order by finding.found_on, finding.finding_id) as earlier_on,
        finding.batch_no,
        finding.row_number
    from facts.finding
)

select
    followed.finding_id,
    followed.finding_code,
    followed.found_on,
    followed.earlier_on,
    followed.batch_no,
    followed.row_number
from followed
where followed.recurrence_of is not null or (followed.finding_code is not null and followed.earlier_on < followed.found_on)
order by followed.batch_no, followed.row_number
