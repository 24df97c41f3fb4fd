-- marts.near_duplicate: complaints whose words are nearly the same; filled by the analysis
-- grain: one complaint of a group of two or more
-- | name | type | role | privacy | meaning
-- | complaint_id | VARCHAR | key | public | number of the complaint
-- | group_id | VARCHAR | key | public | number of the group's first complaint
-- | similarity | DOUBLE | measure | public | Jaccard similarity of pairs of characters with the first complaint, 1 for itself
-- | complaint_count | INTEGER | measure | public | complaints of the group
-- | customer_count | INTEGER | measure | public | customers of the group that are known
select
    cast(null as varchar) as complaint_id,
    cast(null as varchar) as group_id,
    cast(null as double) as similarity,
    cast(null as integer) as complaint_count,
    cast(null as integer) as customer_count
where false
