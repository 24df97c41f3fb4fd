-- marts.batch_incident: incidents that several customers complain of within days; filled by the analysis
-- grain: one incident
-- | name | type | role | privacy | meaning
-- | incident_id | VARCHAR | key | public | kind and number of the first complaint
-- | kind | VARCHAR | what | public | lot: one production lot and category; text: nearly the same words about one product
-- | product | VARCHAR | what | public | product line, where all complaints have the same
-- | lot | VARCHAR | what | public | production lot, where all complaints have the same
-- | category | VARCHAR | what | public | category, where all complaints have the same
-- | first_on | DATE | date | public | day of the first complaint
-- | last_on | DATE | date | public | day of the last complaint
-- | complaint_count | INTEGER | measure | public | complaints
-- | customer_count | INTEGER | measure | public | complainants, each counted once
-- | expected_count | DOUBLE | measure | public | complaints expected in so many days at the rate of the other days
-- | p_value | DOUBLE | measure | public | probability of as many by chance, times the windows looked at (Poisson, Bonferroni)
-- | window_days | INTEGER | measure | public | days within which the customers complained
-- | least_customers | INTEGER | measure | public | customers that make a batch
select
    cast(null as varchar) as incident_id,
    cast(null as varchar) as kind,
    cast(null as varchar) as product,
    cast(null as varchar) as lot,
    cast(null as varchar) as category,
    cast(null as date) as first_on,
    cast(null as date) as last_on,
    cast(null as integer) as complaint_count,
    cast(null as integer) as customer_count,
    cast(null as double) as expected_count,
    cast(null as double) as p_value,
    cast(null as integer) as window_days,
    cast(null as integer) as least_customers
where false
