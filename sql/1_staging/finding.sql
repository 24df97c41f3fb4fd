-- staging.finding: findings of inspections and audits as exported, typed, every version kept
-- grain: one row of one loaded file
-- requires: finding_id, found_on
-- key: finding_id
-- | name | type | role | privacy | meaning
-- | finding_id | VARCHAR | key | public | number of the finding
-- | inspection_id | VARCHAR | key | public | inspection or audit that it comes from
-- | finding_code | VARCHAR | what | public | kind of finding, by the department's own list; the same code again is a recurrence
-- | finding_severity | VARCHAR | what | public | severity, code
-- | finding_severity_source | VARCHAR | text | public | the severity in the source's own words
-- | description | VARCHAR | text | redact | what was found
-- | cause | VARCHAR | why | public | cause, in the source's words or as mapped
-- | recommendation | VARCHAR | text | redact | what is recommended
-- | department | VARCHAR | who | public | department responsible
-- | owner | VARCHAR | key | pseudonym | person responsible
-- | found_on | DATE | date | public | day on which it was found
-- | due_on | DATE | date | public | day by which it is to be put right
-- | closed_on | DATE | date | public | day on which it was found to be put right
-- | finding_status | VARCHAR | how | public | state of the finding, code
-- | finding_status_source | VARCHAR | text | public | the state in the source's own words
-- | recurrence_of | VARCHAR | key | public | earlier finding that it repeats
-- | improvement_id | VARCHAR | key | public | action that answers it
-- | evidence | VARCHAR | text | redact | what shows that it was put right
-- | updated_at | TIMESTAMP WITH TIME ZONE | event | public | last change of the record
select
    incoming.finding_id as finding_id,
    incoming.inspection_id as inspection_id,
    incoming.finding_code as finding_code,
    code_of_finding_severity(incoming.finding_severity) as finding_severity,
    incoming.finding_severity_source as finding_severity_source,
    incoming.description as description,
    incoming.cause as cause,
    incoming.recommendation as recommendation,
    incoming.department as department,
    incoming.owner as owner,
    cast(as_local(incoming.found_on) as date) as found_on,
    cast(as_local(incoming.due_on) as date) as due_on,
    cast(as_local(incoming.closed_on) as date) as closed_on,
    code_of_finding_status(incoming.finding_status) as finding_status,
    incoming.finding_status_source as finding_status_source,
    incoming.recurrence_of as recurrence_of,
    incoming.improvement_id as improvement_id,
    incoming.evidence as evidence,
    as_instant(incoming.updated_at) as updated_at,
from incoming
