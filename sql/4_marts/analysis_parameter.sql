-- marts.analysis_parameter: with what the marts of the analysis were made
-- grain: one row a parameter; filled by the analyse stage
-- | name | type | role | privacy | meaning
-- | parameter_no | INTEGER | key | public | number of the row
-- | analysis | VARCHAR | text | public | mart concerned
-- | parameter | VARCHAR | text | public | name of the parameter
-- | setting | VARCHAR | text | public | its value
select
    cast(null as integer) as parameter_no,
    cast(null as varchar) as analysis,
    cast(null as varchar) as parameter,
    cast(null as varchar) as setting
where false
