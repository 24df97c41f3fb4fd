-- cases.supplied: which fields the mapping of each file supplies, so that what no export tells is not taken for a miss
-- grain: one row a file
-- | name | type | role | privacy | meaning
-- | supplied_batch_no | INTEGER | key | private | ledger number of the file
-- | gives_registered_at | BOOLEAN | flag | private | the mapping supplies it: registered_at
-- | gives_accepted_at | BOOLEAN | flag | private | the mapping supplies it: accepted_at
-- | gives_first_response_at | BOOLEAN | flag | private | the mapping supplies it: first_response_at
-- | gives_started_at | BOOLEAN | flag | private | the mapping supplies it: started_at
-- | gives_assessed_at | BOOLEAN | flag | private | the mapping supplies it: assessed_at
-- | gives_investigated_at | BOOLEAN | flag | private | the mapping supplies it: investigated_at
-- | gives_ext_coord_at | BOOLEAN | flag | private | the mapping supplies it: ext_coord_at
-- | gives_notice_at | BOOLEAN | flag | private | the mapping supplies it: notice_at
-- | gives_feedback_at | BOOLEAN | flag | private | the mapping supplies it: feedback_at
-- | gives_contacted_at | BOOLEAN | flag | private | the mapping supplies it: contacted_at
-- | gives_confirmation_sent_at | BOOLEAN | flag | private | the mapping supplies it: confirmation_sent_at
-- | gives_followed_up_at | BOOLEAN | flag | private | the mapping supplies it: followed_up_at
-- | gives_rechecked_at | BOOLEAN | flag | private | the mapping supplies it: rechecked_at
-- | gives_reopened_at | BOOLEAN | flag | private | the mapping supplies it: reopened_at
-- | gives_escalated_at | BOOLEAN | flag | private | the mapping supplies it: escalated_at
-- | gives_appealed_at | BOOLEAN | flag | private | the mapping supplies it: appealed_at
-- | gives_rectified_at | BOOLEAN | flag | private | the mapping supplies it: rectified_at
-- | gives_customer_name | BOOLEAN | flag | private | the mapping supplies it: customer_name
-- | gives_customer | BOOLEAN | flag | private | the mapping supplies it: customer
-- | gives_contact | BOOLEAN | flag | private | the mapping supplies it: contact
-- | gives_customer_address | BOOLEAN | flag | private | the mapping supplies it: customer_address
-- | gives_body | BOOLEAN | flag | private | the mapping supplies it: body
-- | gives_status | BOOLEAN | flag | private | the mapping supplies it: status
-- | gives_owner | BOOLEAN | flag | private | the mapping supplies it: owner
-- | gives_registrar | BOOLEAN | flag | private | the mapping supplies it: registrar
-- | gives_first_owner | BOOLEAN | flag | private | the mapping supplies it: first_owner
-- | gives_channel | BOOLEAN | flag | private | the mapping supplies it: channel
-- | gives_demand | BOOLEAN | flag | private | the mapping supplies it: demand
-- | gives_expected_result | BOOLEAN | flag | private | the mapping supplies it: expected_result
-- | gives_type | BOOLEAN | flag | private | the mapping supplies it: type
-- | gives_handling | BOOLEAN | flag | private | the mapping supplies it: handling
-- | gives_result | BOOLEAN | flag | private | the mapping supplies it: result
-- | gives_follow_up | BOOLEAN | flag | private | the mapping supplies it: follow_up
-- | gives_department | BOOLEAN | flag | private | the mapping supplies it: department
-- | gives_product_model | BOOLEAN | flag | private | the mapping supplies it: product_model
-- | gives_work_order_id | BOOLEAN | flag | private | the mapping supplies it: work_order_id
-- | gives_archive_reference | BOOLEAN | flag | private | the mapping supplies it: archive_reference
-- | gives_analysis | BOOLEAN | flag | private | the mapping supplies it: analysis
-- | gives_survey | BOOLEAN | flag | private | the mapping supplies it: survey
-- | gives_settled | BOOLEAN | flag | private | the mapping supplies it: settled
select
    batch.batch_no as supplied_batch_no,
    batch.fields like '%,registered_at,%' as gives_registered_at,
    batch.fields like '%,accepted_at,%' as gives_accepted_at,
    batch.fields like '%,first_response_at,%' as gives_first_response_at,
    batch.fields like '%,started_at,%' as gives_started_at,
    batch.fields like '%,assessed_at,%' as gives_assessed_at,
    batch.fields like '%,investigated_at,%' as gives_investigated_at,
    batch.fields like '%,ext_coord_at,%' as gives_ext_coord_at,
    batch.fields like '%,notice_at,%' as gives_notice_at,
    batch.fields like '%,feedback_at,%' as gives_feedback_at,
    batch.fields like '%,contacted_at,%' as gives_contacted_at,
    batch.fields like '%,confirmation_sent_at,%' as gives_confirmation_sent_at,
    batch.fields like '%,followed_up_at,%' as gives_followed_up_at,
    batch.fields like '%,rechecked_at,%' as gives_rechecked_at,
    batch.fields like '%,reopened_at,%' as gives_reopened_at,
    batch.fields like '%,escalated_at,%' as gives_escalated_at,
    batch.fields like '%,appealed_at,%' as gives_appealed_at,
    batch.fields like '%,rectified_at,%' as gives_rectified_at,
    batch.fields like '%,customer_name,%' as gives_customer_name,
    batch.fields like '%,customer_name,%' or batch.fields like '%,customer_id,%' as gives_customer,
    batch.fields like '%,customer_phone,%' or batch.fields like '%,customer_email,%' as gives_contact,
    batch.fields like '%,customer_address,%' as gives_customer_address,
    batch.fields like '%,body,%' as gives_body,
    batch.fields like '%,status,%' as gives_status,
    batch.fields like '%,owner,%' as gives_owner,
    batch.fields like '%,registrar,%' as gives_registrar,
    batch.fields like '%,first_owner,%' as gives_first_owner,
    batch.fields like '%,channel,%' as gives_channel,
    batch.fields like '%,demand,%' as gives_demand,
    batch.fields like '%,expected_result,%' as gives_expected_result,
    batch.fields like '%,nature,%' or batch.fields like '%,category,%' as gives_type,
    batch.fields like '%,handling,%' as gives_handling,
    batch.fields like '%,result,%' as gives_result,
    batch.fields like '%,follow_up,%' as gives_follow_up,
    batch.fields like '%,department,%' as gives_department,
    batch.fields like '%,product_model,%' as gives_product_model,
    batch.fields like '%,work_order_id,%' as gives_work_order_id,
    batch.fields like '%,archive_reference,%' as gives_archive_reference,
    batch.fields like '%,problem_analysis,%' and batch.fields like '%,cause_analysis,%' and batch.fields like '%,measures,%' as gives_analysis,
    exists (select 1 from staging.survey) as gives_survey,
    batch.fields like '%,resolved_at,%' or batch.fields like '%,closed_at,%' as gives_settled
from ledger.batch
