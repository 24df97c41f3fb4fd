-- checks.survey_without_complaint: survey invitations whose complaint is not known
-- grain: one row an invitation
-- severity: warn
-- | name | type | role | privacy | meaning
-- | survey_id | VARCHAR | key | public | number of the invitation
-- | complaint_id | VARCHAR | key | public | the number that it names
-- | batch_no | INTEGER | lineage | public | ledger number of the file
-- | row_number | INTEGER | lineage | public | record in that file
select
    survey.survey_id,
    survey.complaint_id,
    survey.batch_no,
    survey.row_number
from current.survey
left join cases.dated on dated.complaint_id = survey.complaint_id
where survey.complaint_id is not null and dated.complaint_id is null
order by survey.batch_no, survey.row_number
