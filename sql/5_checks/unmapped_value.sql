-- checks.unmapped_value: values of coded columns that no code stands for
-- grain: one row a column and value
-- severity: warn
-- | name | type | role | privacy | meaning
-- | field | VARCHAR | text | public | the coded column
-- | source_value | VARCHAR | text | public | the value in the source's words
-- | records | BIGINT | measure | public | records that carry it
with coded as (
    select 'channel' as field, complaint.channel as code, complaint.channel_source as source_value
    from staging.complaint
    union all
    select 'status', complaint.status, complaint.status_source
    from staging.complaint
    union all
    select 'nature', complaint.nature, complaint.nature_source
    from staging.complaint
    union all
    select 'level', complaint.level, complaint.level_source
    from staging.complaint
    union all
    select 'cause_group', complaint.cause_group, complaint.cause_group_source
    from staging.complaint
    union all
    select 'difficulty', complaint.difficulty, complaint.difficulty_source
    from staging.complaint
)

select
    coded.field,
    coded.source_value,
    count(*) as records
from coded
where coded.code = 'unmapped'
group by coded.field, coded.source_value
order by coded.field, count(*) desc, coded.source_value
