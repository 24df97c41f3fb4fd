-- marts.attribution: codes proposed from the words of complaints that lack them; filled by the analysis
-- grain: one field of one complaint
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint
-- | field | VARCHAR | key | public | the field that lacks a code
-- | proposed_code | VARCHAR | text | public | the code proposed, one that coders use or of the code list
-- | probability | DOUBLE | measure | public | calibrated probability that a coder would give this code
-- | is_suggestion_only | BOOLEAN | flag | public | the field's validation or this probability does not reach the stated accuracy
select
    cast(null as varchar) as complaint_id,
    cast(null as varchar) as field,
    cast(null as varchar) as proposed_code,
    cast(null as double) as probability,
    cast(null as boolean) as is_suggestion_only
where false
