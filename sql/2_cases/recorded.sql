-- cases.recorded: complaints with what is filled in their record, by field and by required set
-- grain: one row a complaint
-- extends: cases.clocked
-- | name | type | role | privacy | meaning
-- | has_customer_name | BOOLEAN | flag | public | name of the customer is filled; null where the export has no such column
-- | has_customer | BOOLEAN | flag | public | name or number of the customer is filled; null where the export has no such column
-- | has_contact | BOOLEAN | flag | public | telephone number or mail address is filled; null where the export has no such column
-- | has_address | BOOLEAN | flag | public | address is filled; null where the export has no such column
-- | has_content | BOOLEAN | flag | public | content is filled; null where the export has no such column
-- | has_progress | BOOLEAN | flag | public | progress is filled; null where the export has no such column
-- | has_owner | BOOLEAN | flag | public | person responsible is filled; null where the export has no such column
-- | has_registrar | BOOLEAN | flag | public | registrar is filled; null where the export has no such column
-- | has_first_owner | BOOLEAN | flag | public | person contacted first is filled; null where the export has no such column
-- | has_channel | BOOLEAN | flag | public | channel is filled; null where the export has no such column
-- | has_demand | BOOLEAN | flag | public | demand is filled; null where the export has no such column
-- | has_expected_result | BOOLEAN | flag | public | expected result is filled; null where the export has no such column
-- | has_type | BOOLEAN | flag | public | nature or category is filled; null where the export has no such column
-- | has_handling | BOOLEAN | flag | public | way of handling is filled; null where the export has no such column
-- | has_result | BOOLEAN | flag | public | result is filled; null where the export has no such column
-- | has_follow_up | BOOLEAN | flag | public | follow-up is filled; null where the export has no such column
-- | has_department | BOOLEAN | flag | public | department is filled; null where the export has no such column
-- | has_model | BOOLEAN | flag | public | model of the product is filled; null where the export has no such column
-- | has_work_order | BOOLEAN | flag | public | work order is linked; null where the export has no such column
-- | has_archive_reference | BOOLEAN | flag | public | reference to the archive is filled; null where the export has no such column
-- | has_feedback | BOOLEAN | flag | public | feedback to the customer is dated; null where the export has no such column
-- | has_handled_at | BOOLEAN | flag | public | time of handling is filled; null where the export has no such column
-- | basic_filled | INTEGER | measure | public | fields filled, of 6; R135: time, name, contact, content, progress, person responsible; null where the export lacks one
-- | is_basic_complete | BOOLEAN | flag | public | all 6 fields of that set are filled
-- | system_filled | INTEGER | measure | public | fields filled, of 4; R136: time, content, customer, progress; null where the export lacks one
-- | is_system_complete | BOOLEAN | flag | public | all 4 fields of that set are filled
-- | registration_filled | INTEGER | measure | public | fields filled, of 4; R137: complainant, content, time, channel; null where the export lacks one
-- | is_registration_complete | BOOLEAN | flag | public | all 4 fields of that set are filled
-- | stored_filled | INTEGER | measure | public | fields filled, of 9; R139: the basic record with result, feedback and follow-up; only closed cases; null where the export lacks one
-- | is_stored_complete | BOOLEAN | flag | public | all 9 fields of that set are filled
-- | database_filled | INTEGER | measure | public | fields filled, of 4; R140: time, content, result, person responsible; null where the export lacks one
-- | is_database_complete | BOOLEAN | flag | public | all 4 fields of that set are filled
-- | service_record_filled | INTEGER | measure | public | fields filled, of 5; R141: customer, content, process, result, feedback; null where the export lacks one
-- | is_service_record_complete | BOOLEAN | flag | public | all 5 fields of that set are filled
-- | elements_filled | INTEGER | measure | public | fields filled, of 5; R134: complainant, content, time, channel, result; null where the export lacks one
-- | is_elements_complete | BOOLEAN | flag | public | all 5 fields of that set are filled
with recorded as (
    select
        clocked.*,
        case when control.gives_customer_name(clocked.batch_no) then clocked.customer_name is not null end as has_customer_name,
        case when control.gives_customer(clocked.batch_no) then (clocked.customer_name is not null or clocked.customer_id is not null) end as has_customer,
        case when control.gives_contact(clocked.batch_no) then (clocked.customer_phone is not null or clocked.customer_email is not null) end as has_contact,
        case when control.gives_customer_address(clocked.batch_no) then clocked.customer_address is not null end as has_address,
        case when control.gives_body(clocked.batch_no) then clocked.body is not null end as has_content,
        case when control.gives_status(clocked.batch_no) then clocked.status is not null end as has_progress,
        case when control.gives_owner(clocked.batch_no) then clocked.owner is not null end as has_owner,
        case when control.gives_registrar(clocked.batch_no) then clocked.registrar is not null end as has_registrar,
        case when control.gives_first_owner(clocked.batch_no) then clocked.first_owner is not null end as has_first_owner,
        case when control.gives_channel(clocked.batch_no) then clocked.channel is not null end as has_channel,
        case when control.gives_demand(clocked.batch_no) then clocked.demand is not null end as has_demand,
        case when control.gives_expected_result(clocked.batch_no) then clocked.expected_result is not null end as has_expected_result,
        case when control.gives_type(clocked.batch_no) then (clocked.nature is not null or clocked.category is not null) end as has_type,
        case when control.gives_handling(clocked.batch_no) then clocked.handling is not null end as has_handling,
        case when control.gives_result(clocked.batch_no) then clocked.result is not null end as has_result,
        case when control.gives_follow_up(clocked.batch_no) then clocked.follow_up is not null end as has_follow_up,
        case when control.gives_department(clocked.batch_no) then clocked.department is not null end as has_department,
        case when control.gives_product_model(clocked.batch_no) then clocked.product_model is not null end as has_model,
        case when control.gives_work_order_id(clocked.batch_no) then clocked.work_order_id is not null end as has_work_order,
        case when control.gives_archive_reference(clocked.batch_no) then clocked.archive_reference is not null end as has_archive_reference,
        case when control.gives_feedback_at(clocked.batch_no) then clocked.feedback_us is not null end as has_feedback,
        case when control.gives_settled(clocked.batch_no) then clocked.resolved_us is not null end as has_handled_at
    from cases.clocked
)

select
    recorded.*,
    case
        when recorded.has_customer_name is not null
            and recorded.has_contact is not null
            and recorded.has_content is not null
            and recorded.has_progress is not null
            and recorded.has_owner is not null
            then 1 + cast(recorded.has_customer_name as integer) + cast(recorded.has_contact as integer) + cast(recorded.has_content as integer) + cast(recorded.has_progress as integer) + cast(recorded.has_owner as integer)
    end as basic_filled,
    case
        when recorded.has_customer_name is not null
            and recorded.has_contact is not null
            and recorded.has_content is not null
            and recorded.has_progress is not null
            and recorded.has_owner is not null
            then recorded.has_customer_name
                and recorded.has_contact
                and recorded.has_content
                and recorded.has_progress
                and recorded.has_owner
    end as is_basic_complete,
    case
        when recorded.has_customer is not null
            and recorded.has_content is not null
            and recorded.has_progress is not null
            then 1 + cast(recorded.has_customer as integer) + cast(recorded.has_content as integer) + cast(recorded.has_progress as integer)
    end as system_filled,
    case
        when recorded.has_customer is not null
            and recorded.has_content is not null
            and recorded.has_progress is not null
            then recorded.has_customer
                and recorded.has_content
                and recorded.has_progress
    end as is_system_complete,
    case
        when recorded.has_customer is not null
            and recorded.has_content is not null
            and recorded.has_channel is not null
            then 1 + cast(recorded.has_customer as integer) + cast(recorded.has_content as integer) + cast(recorded.has_channel as integer)
    end as registration_filled,
    case
        when recorded.has_customer is not null
            and recorded.has_content is not null
            and recorded.has_channel is not null
            then recorded.has_customer
                and recorded.has_content
                and recorded.has_channel
    end as is_registration_complete,
    case
        when recorded.closed_us is not null
            and recorded.has_customer_name is not null
            and recorded.has_contact is not null
            and recorded.has_content is not null
            and recorded.has_progress is not null
            and recorded.has_owner is not null
            and recorded.has_result is not null
            and recorded.has_feedback is not null
            and recorded.has_follow_up is not null
            then 1 + cast(recorded.has_customer_name as integer) + cast(recorded.has_contact as integer) + cast(recorded.has_content as integer) + cast(recorded.has_progress as integer) + cast(recorded.has_owner as integer) + cast(recorded.has_result as integer) + cast(recorded.has_feedback as integer) + cast(recorded.has_follow_up as integer)
    end as stored_filled,
    case
        when recorded.closed_us is not null
            and recorded.has_customer_name is not null
            and recorded.has_contact is not null
            and recorded.has_content is not null
            and recorded.has_progress is not null
            and recorded.has_owner is not null
            and recorded.has_result is not null
            and recorded.has_feedback is not null
            and recorded.has_follow_up is not null
            then recorded.has_customer_name
                and recorded.has_contact
                and recorded.has_content
                and recorded.has_progress
                and recorded.has_owner
                and recorded.has_result
                and recorded.has_feedback
                and recorded.has_follow_up
    end as is_stored_complete,
    case
        when recorded.has_content is not null
            and recorded.has_result is not null
            and recorded.has_owner is not null
            then 1 + cast(recorded.has_content as integer) + cast(recorded.has_result as integer) + cast(recorded.has_owner as integer)
    end as database_filled,
    case
        when recorded.has_content is not null
            and recorded.has_result is not null
            and recorded.has_owner is not null
            then recorded.has_content
                and recorded.has_result
                and recorded.has_owner
    end as is_database_complete,
    case
        when recorded.has_customer is not null
            and recorded.has_content is not null
            and recorded.has_progress is not null
            and recorded.has_result is not null
            and recorded.has_feedback is not null
            then cast(recorded.has_customer as integer) + cast(recorded.has_content as integer) + cast(recorded.has_progress as integer) + cast(recorded.has_result as integer) + cast(recorded.has_feedback as integer)
    end as service_record_filled,
    case
        when recorded.has_customer is not null
            and recorded.has_content is not null
            and recorded.has_progress is not null
            and recorded.has_result is not null
            and recorded.has_feedback is not null
            then recorded.has_customer
                and recorded.has_content
                and recorded.has_progress
                and recorded.has_result
                and recorded.has_feedback
    end as is_service_record_complete,
    case
        when recorded.has_customer is not null
            and recorded.has_content is not null
            and recorded.has_channel is not null
            and recorded.has_result is not null
            then 1 + cast(recorded.has_customer as integer) + cast(recorded.has_content as integer) + cast(recorded.has_channel as integer) + cast(recorded.has_result as integer)
    end as elements_filled,
    case
        when recorded.has_customer is not null
            and recorded.has_content is not null
            and recorded.has_channel is not null
            and recorded.has_result is not null
            then recorded.has_customer
                and recorded.has_content
                and recorded.has_channel
                and recorded.has_result
    end as is_elements_complete
from recorded
