-- marts.coder_agreement: how far two coders agree on the same complaints: those that a second source of complaints codes as well; filled by the analysis
-- grain: one row a field and pair of sources
-- | name | type | role | privacy | meaning
-- | agreement_no | INTEGER | key | public | number of the row
-- | field | VARCHAR | text | public | the field that is coded
-- | first_source | VARCHAR | text | public | source whose code is the first one
-- | second_source | VARCHAR | text | public | source that codes the complaint again
-- | case_count | INTEGER | measure | public | complaints coded by both, each by its newest version in either source
-- | agreed_count | INTEGER | measure | public | complaints with the same code in both
-- | code_count | INTEGER | measure | public | codes that are used
-- | kappa | DOUBLE | measure | public | Cohen's kappa; null where all have one code
-- | kappa_low | DOUBLE | measure | public | lower end of its 95 % interval
-- | kappa_high | DOUBLE | measure | public | upper end of its 95 % interval
-- | least_cases | INTEGER | measure | public | complaints that a judgement needs
-- | least_kappa | DOUBLE | measure | public | agreement below which what is counted by this field is to be taken with care
-- | verdict | VARCHAR | text | public | too_few, agreed, or doubtful: kappa is not shown to reach the least
select
    cast(null as integer) as agreement_no,
    cast(null as varchar) as field,
    cast(null as varchar) as first_source,
    cast(null as varchar) as second_source,
    cast(null as integer) as case_count,
    cast(null as integer) as agreed_count,
    cast(null as integer) as code_count,
    cast(null as double) as kappa,
    cast(null as double) as kappa_low,
    cast(null as double) as kappa_high,
    cast(null as integer) as least_cases,
    cast(null as double) as least_kappa,
    cast(null as varchar) as verdict
where false
