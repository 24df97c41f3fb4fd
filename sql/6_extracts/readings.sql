-- extracts.readings: what the analysis of the run found, one sentence each in three languages
-- grain: one row a row, or a group of rows, of a mart; the first 3,000 of each
-- | name | type | role | privacy | meaning
-- | reading_no | INTEGER | key | public | number of the row
-- | mart | VARCHAR | text | public | the mart that is read, without its schema
-- | row_key | VARCHAR | key | public | what its first column holds in the row, or in the first row of the group
-- | zh_cn | VARCHAR | text | public | the sentence in simplified Chinese
-- | zh_tw | VARCHAR | text | public | the sentence in traditional Chinese
-- | en | VARCHAR | text | public | the sentence in English
select
    reading.reading_no,
    reading.mart,
    reading.row_key,
    reading.zh_cn,
    reading.zh_tw,
    reading.en
from marts.reading
order by reading.reading_no
