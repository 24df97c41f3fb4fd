-- marts.fishbone: causes of the latest weeks' complaints as a tree: bones, and the causes on each; empty bones are shown
-- grain: one row a bone and cause; filled by the analyse stage
-- | name | type | role | privacy | meaning
-- | fishbone_no | INTEGER | key | public | number of the row: largest bone first, on each the largest cause first
-- | bone_dimension | VARCHAR | text | public | what the bones are: fishbone_branch, or cause_group where no branches are coded
-- | bone | VARCHAR | text | public | code of the bone, null for complaints whose bone is not known
-- | cause | VARCHAR | text | public | cause, null where it is not known or the bone is empty
-- | span_from | DATE | date | public | first day of the span in which the complaints came in
-- | span_to | DATE | date | public | last day of it
-- | case_count | INTEGER | measure | public | complaints of this cause on this bone
-- | bone_count | INTEGER | measure | public | complaints of the bone
-- | coded_count | INTEGER | measure | public | complaints whose bone is known
-- | total_count | INTEGER | measure | public | all complaints of the span
select
    cast(null as integer) as fishbone_no,
    cast(null as varchar) as bone_dimension,
    cast(null as varchar) as bone,
    cast(null as varchar) as cause,
    cast(null as date) as span_from,
    cast(null as date) as span_to,
    cast(null as integer) as case_count,
    cast(null as integer) as bone_count,
    cast(null as integer) as coded_count,
    cast(null as integer) as total_count
where false
