-- marts.record_set: how many records fill all fields of a set that a requirement asks for
-- grain: one row a set of fields
-- | name | type | role | privacy | meaning
-- | entity | VARCHAR | key | public | what the records are
-- | fields | VARCHAR | key | public | fields of the set with blanks between them; a or b with a bar means either
-- | row_count | BIGINT | measure | public | records
-- | complete_count | BIGINT | measure | public | records in which all of them are filled
select
    record_set.entity,
    record_set.fields,
    record_set.row_count,
    record_set.complete_count,
from control.record_set
order by record_set.entity, record_set.fields
