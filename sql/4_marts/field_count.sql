-- marts.field_count: how many records fill each field of the canonical model as of the run
-- grain: one row an entity and field
-- | name | type | role | privacy | meaning
-- | entity | VARCHAR | key | public | what the records are
-- | field | VARCHAR | key | public | field of the canonical model, or a column that only the fact has
-- | privacy | VARCHAR | text | public | class of the field: public, pseudonym, redact or private
-- | is_supplied | BOOLEAN | flag | public | a loaded source supplies the field
-- | row_count | BIGINT | measure | public | records
-- | filled_count | BIGINT | measure | public | records in which the field is filled, in a dimension with a known code
-- | value_count | BIGINT | measure | public | different values, for dimensions that a requirement asks for
select
    field_count.entity,
    field_count.field,
    field_count.privacy,
    field_count.is_supplied,
    field_count.row_count,
    field_count.filled_count,
    field_count.value_count,
from control.field_count
order by field_count.entity, field_count.field
