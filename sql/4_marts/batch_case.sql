-- marts.batch_case: the complaints of each batch incident; filled by the analysis
-- grain: one complaint of one incident
-- | name | type | role | privacy | meaning
-- | incident_id | VARCHAR | key | public | the incident
-- | complaint_id | VARCHAR | key | public | number of the complaint
select
    cast(null as varchar) as incident_id,
    cast(null as varchar) as complaint_id
where false
