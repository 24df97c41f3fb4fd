-- checks.missing_field: required fields that records lack, by the set that asks for them
-- grain: one row a set and field
-- severity: warn
-- | name | type | role | privacy | meaning
-- | record_set | VARCHAR | text | public | required set of fields
-- | requirement | VARCHAR | text | public | requirement that asks for it
-- | field | VARCHAR | text | public | the field
-- | records | BIGINT | measure | public | records that lack it
-- | batch_no | INTEGER | lineage | public | ledger number of the first file with such a record
with missing as (
    select
        count(*) filter (where not recorded.has_customer_name) as customer_name_missing,
        min(recorded.batch_no) filter (where not recorded.has_customer_name) as customer_name_batch_no,
        count(*) filter (where not recorded.has_contact) as contact_missing,
        min(recorded.batch_no) filter (where not recorded.has_contact) as contact_batch_no,
        count(*) filter (where not recorded.has_content) as content_missing,
        min(recorded.batch_no) filter (where not recorded.has_content) as content_batch_no,
        count(*) filter (where not recorded.has_progress) as progress_missing,
        min(recorded.batch_no) filter (where not recorded.has_progress) as progress_batch_no,
        count(*) filter (where not recorded.has_owner) as owner_missing,
        min(recorded.batch_no) filter (where not recorded.has_owner) as owner_batch_no,
        count(*) filter (where not recorded.has_customer) as customer_missing,
        min(recorded.batch_no) filter (where not recorded.has_customer) as customer_batch_no,
        count(*) filter (where not recorded.has_channel) as channel_missing,
        min(recorded.batch_no) filter (where not recorded.has_channel) as channel_batch_no,
        count(*) filter (where not recorded.has_result) as result_missing,
        min(recorded.batch_no) filter (where not recorded.has_result) as result_batch_no,
        count(*) filter (where not recorded.has_feedback) as feedback_missing,
        min(recorded.batch_no) filter (where not recorded.has_feedback) as feedback_batch_no
    from cases.recorded
),

listed as (
    select 'basic' as record_set, 'R135' as requirement, 'customer_name' as field, missing.customer_name_missing as records, missing.customer_name_batch_no as batch_no
    from missing
    union all
    select 'basic', 'R135', 'contact', missing.contact_missing, missing.contact_batch_no
    from missing
    union all
    select 'basic', 'R135', 'content', missing.content_missing, missing.content_batch_no
    from missing
    union all
    select 'basic', 'R135', 'progress', missing.progress_missing, missing.progress_batch_no
    from missing
    union all
    select 'basic', 'R135', 'owner', missing.owner_missing, missing.owner_batch_no
    from missing
    union all
    select 'system', 'R136', 'customer', missing.customer_missing, missing.customer_batch_no
    from missing
    union all
    select 'system', 'R136', 'content', missing.content_missing, missing.content_batch_no
    from missing
    union all
    select 'system', 'R136', 'progress', missing.progress_missing, missing.progress_batch_no
    from missing
    union all
    select 'registration', 'R137', 'customer', missing.customer_missing, missing.customer_batch_no
    from missing
    union all
    select 'registration', 'R137', 'content', missing.content_missing, missing.content_batch_no
    from missing
    union all
    select 'registration', 'R137', 'channel', missing.channel_missing, missing.channel_batch_no
    from missing
    union all
    select 'database', 'R140', 'content', missing.content_missing, missing.content_batch_no
    from missing
    union all
    select 'database', 'R140', 'result', missing.result_missing, missing.result_batch_no
    from missing
    union all
    select 'database', 'R140', 'owner', missing.owner_missing, missing.owner_batch_no
    from missing
    union all
    select 'service_record', 'R141', 'customer', missing.customer_missing, missing.customer_batch_no
    from missing
    union all
    select 'service_record', 'R141', 'content', missing.content_missing, missing.content_batch_no
    from missing
    union all
    select 'service_record', 'R141', 'progress', missing.progress_missing, missing.progress_batch_no
    from missing
    union all
    select 'service_record', 'R141', 'result', missing.result_missing, missing.result_batch_no
    from missing
    union all
    select 'service_record', 'R141', 'feedback', missing.feedback_missing, missing.feedback_batch_no
    from missing
)

select
    listed.record_set,
    listed.requirement,
    listed.field,
    listed.records,
    listed.batch_no
from listed
where listed.records > 0
order by listed.requirement, listed.field
