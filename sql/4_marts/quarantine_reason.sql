-- marts.quarantine_reason: why records are in quarantine; those that were mended and replayed since are not
-- grain: one row a source, reason and field
-- | name | type | role | privacy | meaning
-- | source | VARCHAR | text | public | source mapping
-- | reason | VARCHAR | text | public | code of the reason
-- | field | VARCHAR | text | public | field concerned, where one is
-- | expected | VARCHAR | text | public | type that was expected
-- | records | BIGINT | measure | public | records
select
    batch.source,
    quarantine.reason,
    quarantine.field,
    quarantine.expected,
    count(*) as records
from ledger.quarantine
inner join ledger.batch on batch.batch_no = quarantine.batch_no
where quarantine.replayed_by is null
group by batch.source, quarantine.reason, quarantine.field, quarantine.expected
order by batch.source, count(*) desc, quarantine.reason, quarantine.field
