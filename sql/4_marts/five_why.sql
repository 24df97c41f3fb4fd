-- marts.five_why: chains of whys of the improvement actions that have one, as they are written down
-- grain: one row an action and level of asking
-- | name | type | role | privacy | meaning
-- | improvement_id | VARCHAR | key | public | number of the action
-- | why_level | INTEGER | measure | public | level, from 1 to 5
-- | title | VARCHAR | text | redact | what the action is called
-- | answer | VARCHAR | text | redact | answer at this level; null for a level that is passed over
-- | why_depth | INTEGER | measure | public | levels that are answered, of five
-- | is_root | BOOLEAN | flag | public | the last level that is answered
-- | is_root_actionable | BOOLEAN | flag | public | something can be done about the last answer; null where that is not said
with answers as (
    select improvement.improvement_id, 1 as why_level, improvement.why_first as answer from facts.improvement
    union all
    select improvement.improvement_id, 2 as why_level, improvement.why_second as answer from facts.improvement
    union all
    select improvement.improvement_id, 3 as why_level, improvement.why_third as answer from facts.improvement
    union all
    select improvement.improvement_id, 4 as why_level, improvement.why_fourth as answer from facts.improvement
    union all
    select improvement.improvement_id, 5 as why_level, improvement.why_fifth as answer from facts.improvement
),

chains as (
    select
        answers.improvement_id,
        max(answers.why_level) as last_level
    from answers
    where answers.answer is not null
    group by answers.improvement_id
)

select
    answers.improvement_id,
    answers.why_level,
    improvement.title,
    answers.answer,
    improvement.why_depth,
    answers.why_level = chains.last_level as is_root,
    improvement.is_root_actionable
from answers
inner join chains on chains.improvement_id = answers.improvement_id
inner join facts.improvement on improvement.improvement_id = answers.improvement_id
where answers.why_level <= chains.last_level
order by answers.improvement_id, answers.why_level
