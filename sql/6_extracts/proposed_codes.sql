-- extracts.proposed_codes: codes that the words of complaints without them suggest, of complaints received between two days
-- grain: one field of one complaint
-- parameters: from, to
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint
-- | received_on | DATE | date | public | day of receipt in the business time zone
-- | field | VARCHAR | key | public | the field that lacks a code
-- | proposed_code | VARCHAR | text | public | the code proposed, one that coders use or of the code list
-- | probability | DOUBLE | measure | public | calibrated probability that a coder would give this code
-- | is_suggestion_only | BOOLEAN | flag | public | the field's validation or this probability does not reach the stated accuracy
select
    attribution.complaint_id,
    complaint.received_on,
    attribution.field,
    attribution.proposed_code,
    attribution.probability,
    attribution.is_suggestion_only
from marts.attribution
inner join facts.complaint on attribution.complaint_id = complaint.complaint_id
where complaint.received_on between cast($from as date) and cast($to as date)
order by complaint.received_on, attribution.complaint_id, attribution.field
