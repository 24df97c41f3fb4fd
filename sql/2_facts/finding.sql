-- facts.finding: findings of inspections and audits, each in its latest version as of the run
-- grain: one row a finding
-- | name | type | role | privacy | meaning
-- | finding_id | VARCHAR | key | public | number of the finding
-- | inspection_id | VARCHAR | key | public | inspection or audit that it comes from
-- | finding_code | VARCHAR | what | public | kind of finding, by the department's own list; the same code again is a recurrence
-- | finding_severity | VARCHAR | what | public | severity, code
-- | description | VARCHAR | text | redact | what was found
-- | cause | VARCHAR | why | public | cause, in the source's words or as mapped
-- | recommendation | VARCHAR | text | redact | what is recommended
-- | department | VARCHAR | who | public | department responsible
-- | owner | VARCHAR | key | pseudonym | person responsible
-- | found_on | DATE | date | public | day on which it was found
-- | due_on | DATE | date | public | day by which it is to be put right
-- | closed_on | DATE | date | public | day on which it was found to be put right; null where behind the as-of
-- | finding_status | VARCHAR | how | public | state of the finding, code
-- | recurrence_of | VARCHAR | key | public | earlier finding that it repeats
-- | improvement_id | VARCHAR | key | public | action that answers it
-- | evidence | VARCHAR | text | redact | what shows that it was put right
-- | updated_at | TIMESTAMP WITH TIME ZONE | event | public | last change of the record
-- | is_open | BOOLEAN | flag | public | not put right as of the run
-- | is_overdue | BOOLEAN | flag | public | not put right, and due before the as-of; null without a due date
-- | is_recurrent | BOOLEAN | flag | public | the same as an earlier finding
-- | open_days | INTEGER | measure | public | days since it was found, for findings not put right
-- | closing_days | INTEGER | measure | public | days from finding to putting right
-- | is_improvement_linked | BOOLEAN | flag | public | names the action that answers it
-- | batch_no | INTEGER | lineage | public | ledger number of the file that the current version came in
-- | row_number | INTEGER | lineage | public | record in that file
with dated as (
    select
        finding.finding_id,
        finding.inspection_id,
        finding.finding_code,
        finding.finding_severity,
        finding.description,
        finding.cause,
        finding.recommendation,
        finding.department,
        finding.owner,
        finding.found_on,
        finding.due_on,
        finding.closed_on,
        finding.finding_status,
        finding.recurrence_of,
        finding.improvement_id,
        finding.evidence,
        finding.updated_at,
        finding.batch_no,
        finding.row_number,
        cast(make_timestamp(control.local_us(epoch_us(finding.as_of))) as date) as as_of_on
    from current.finding
)

select
    dated.finding_id,
    dated.inspection_id,
    dated.finding_code,
    dated.finding_severity,
    dated.description,
    dated.cause,
    dated.recommendation,
    dated.department,
    dated.owner,
    dated.found_on,
    dated.due_on,
    case when dated.closed_on <= dated.as_of_on then dated.closed_on end as closed_on,
    dated.finding_status,
    dated.recurrence_of,
    dated.improvement_id,
    dated.evidence,
    dated.updated_at,
    not (coalesce(dated.closed_on <= dated.as_of_on, false) or coalesce(dated.finding_status in ('closed', 'verified') and dated.closed_on is null, false)) as is_open,
    case when dated.due_on is not null then not (coalesce(dated.closed_on <= dated.as_of_on, false) or coalesce(dated.finding_status in ('closed', 'verified') and dated.closed_on is null, false)) and dated.due_on < dated.as_of_on end as is_overdue,
    dated.recurrence_of is not null as is_recurrent,
    case when not (coalesce(dated.closed_on <= dated.as_of_on, false) or coalesce(dated.finding_status in ('closed', 'verified') and dated.closed_on is null, false)) then cast(dated.as_of_on - dated.found_on as integer) end as open_days,
    case when dated.closed_on between dated.found_on and dated.as_of_on then cast(dated.closed_on - dated.found_on as integer) end as closing_days,
    dated.improvement_id is not null as is_improvement_linked,
    dated.batch_no,
    dated.row_number
from dated
where dated.found_on <= dated.as_of_on
