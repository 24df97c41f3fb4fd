-- staging.complaint_event: what happened to complaints, one event a row, as exported, typed, every version kept
-- grain: one row of one loaded file: an event of a complaint
-- requires: complaint_id, event_at
-- key: event_key
-- | name | type | role | privacy | meaning
-- | event_key | VARCHAR | key | private | number of the complaint, kind and instant of the event
-- | complaint_id | VARCHAR | key | public | number of the complaint in its source
-- | event | VARCHAR | how | public | what happened, code
-- | event_source | VARCHAR | text | public | what happened, in the source's own words
-- | event_at | TIMESTAMP WITH TIME ZONE | event | public | when it happened
-- | event_at_is_date_only | BOOLEAN | flag | public | the export gives the day without a time
-- | status | VARCHAR | how | public | state of the case from then on, code
-- | status_source | VARCHAR | text | public | the state in the source's own words
-- | from_department | VARCHAR | who | public | department that handed the case over
-- | department | VARCHAR | who | public | department responsible from then on
-- | owner | VARCHAR | key | pseudonym | person responsible from then on
-- | actor | VARCHAR | key | pseudonym | person who did it
-- | level | VARCHAR | what | public | response level from then on, code L1 to L4
-- | level_source | VARCHAR | text | public | the level in the source's own words
-- | channel | VARCHAR | how | public | how the complaint came in, code
-- | channel_source | VARCHAR | text | public | the channel in the source's own words
-- | nature | VARCHAR | what | public | nature of the complaint, code
-- | nature_source | VARCHAR | text | public | the nature in the source's own words
-- | category | VARCHAR | what | public | category of the problem, in the source's words or as mapped
-- | product | VARCHAR | what | public | product line
-- | region | VARCHAR | where | public | region of the customer
-- | store | VARCHAR | where | public | shop or site concerned
-- | tier | VARCHAR | who | public | customer tier, code
-- | customer_id | VARCHAR | key | pseudonym | number of the customer in the source
-- | remark | VARCHAR | text | redact | remark on the event
select
    concat_ws(
        '|',
        incoming.complaint_id,
        coalesce(nullif(code_of_event(incoming.event), 'unmapped'), incoming.event_source, incoming.status_source, ''),
        epoch_us(as_instant(incoming.event_at)),
        coalesce(incoming.department, '')
    ) as event_key,
    incoming.complaint_id as complaint_id,
    code_of_event(incoming.event) as event,
    incoming.event_source as event_source,
    as_instant(incoming.event_at) as event_at,
    is_date_only(incoming.event_at) as event_at_is_date_only,
    code_of_status(incoming.status) as status,
    incoming.status_source as status_source,
    incoming.from_department as from_department,
    incoming.department as department,
    incoming.owner as owner,
    incoming.actor as actor,
    code_of_level(incoming.level) as level,
    incoming.level_source as level_source,
    code_of_channel(incoming.channel) as channel,
    incoming.channel_source as channel_source,
    code_of_nature(incoming.nature) as nature,
    incoming.nature_source as nature_source,
    incoming.category as category,
    incoming.product as product,
    incoming.region as region,
    incoming.store as store,
    code_of_tier(incoming.tier) as tier,
    incoming.customer_id as customer_id,
    incoming.remark as remark,
from incoming
