-- marts.reading: what rows of the analysis say, one sentence each in three languages; written when a snapshot is published, of what is masked
-- grain: one row a row, or a group of rows, of another mart; the first 3,000 of each, in the order in which it is read
-- | name | type | role | privacy | meaning
-- | reading_no | INTEGER | key | public | number of the row
-- | mart | VARCHAR | text | public | the mart that is read, without its schema
-- | row_key | VARCHAR | key | public | what its first column holds in the row, or in the first row of the group
-- | zh_cn | VARCHAR | text | public | the sentence in simplified Chinese
-- | zh_tw | VARCHAR | text | public | the sentence in traditional Chinese
-- | en | VARCHAR | text | public | the sentence in English
select
    cast(null as integer) as reading_no,
    cast(null as varchar) as mart,
    cast(null as varchar) as row_key,
    cast(null as varchar) as zh_cn,
    cast(null as varchar) as zh_tw,
    cast(null as varchar) as en
where false
