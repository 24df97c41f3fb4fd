import type { DuckDBConnection } from '@duckdb/node-api'
import type { MartRow } from '../../warehouse/fill-mart.ts'
import { identifier, queryRows } from '../../warehouse/query.ts'
import { cohenKappa, KAPPA_ENOUGH } from '../compare/cohen-kappa.ts'
import { kappaInterval } from '../text/kappa-interval.ts'

/** Complaints coded twice that a judgement needs (metric-spec M32). */
export const LEAST_CODED_TWICE = 100
const FIELDS = ['nature', 'category', 'cause_group', 'cause', 'fishbone_branch', 'service_stage', 'department'] as const

interface Pair {
  readonly first_source: string
  readonly second_source: string
  readonly one: string
  readonly other: string
  readonly cases: number
}

/**
 * The rows of `marts.coder_agreement`: of each field, how far two sources agree that code the same complaints (metric-spec
 * M32). A later version from the same source is a correction, not a second coder.
 */
export async function agreementRows(connection: DuckDBConnection): Promise<MartRow[]> {
  if (!(await isCodedTwice(connection))) return []
  const rows: MartRow[] = []
  for (const field of FIELDS) {
    const pairs = await codedTwice(connection, field)
    const groups = Map.groupBy(pairs, (pair) => JSON.stringify([pair.first_source, pair.second_source]))
    rows.push(...[...groups.values()].map((own) => agreementRow(field, own)))
  }
  return rows
}

/** Whether any complaint comes from two sources; most workspaces have one, and nothing is asked of them. */
async function isCodedTwice(connection: DuckDBConnection): Promise<boolean> {
  const sources = await queryRows(
    connection,
    `select distinct batch.source
    from ledger.batch
    where batch.entity = 'complaint'`,
  )
  if (sources.length < 2) return false
  const twice = await queryRows(
    connection,
    `select 1
    from staging.complaint
    inner join ledger.batch on batch.batch_no = complaint.batch_no
    group by complaint.row_key
    having count(distinct batch.source) > 1
    limit 1`,
  )
  return twice.length > 0
}

function codedTwice(connection: DuckDBConnection, field: string): Promise<Pair[]> {
  const column = identifier(field)
  return queryRows<Pair>(
    connection,
    `with coded as (
      select
        complaint.row_key,
        batch.source,
        complaint.${column} as code,
        row_number() over (
          partition by complaint.row_key, batch.source
          order by complaint.version_at desc nulls last, complaint.batch_no desc, complaint.row_number desc
        ) as place,
        min(complaint.batch_no) over (partition by batch.source) as first_batch
      from staging.complaint
      inner join ledger.batch on batch.batch_no = complaint.batch_no
      cross join control.run
      where
        nullif(trim(complaint.${column}), '') is not null
        and complaint.${column} <> 'unmapped'
        and (complaint.version_at is null or complaint.version_at <= run.as_of)
    )
    select
      coded.source as first_source,
      again.source as second_source,
      coded.code as one,
      again.code as other,
      count(*) as cases
    from coded
    inner join coded as again
      on again.row_key = coded.row_key
      and again.place = 1
      and (again.first_batch, again.source) > (coded.first_batch, coded.source)
    where coded.place = 1
    group by coded.source, again.source, coded.code, again.code
    order by coded.source, again.source, coded.code, again.code`,
  )
}

function agreementRow(field: string, pairs: readonly Pair[]): MartRow {
  const codes = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))].sort()
  const counts = new Map(pairs.map(({ one, other, cases }) => [JSON.stringify([one, other]), cases]))
  const table = codes.map((one) => codes.map((other) => counts.get(JSON.stringify([one, other])) ?? 0))
  const sum = (some: readonly Pair[]) => some.reduce((total, { cases }) => total + cases, 0)
  const { kappa } = cohenKappa(table)
  const bounds = kappaInterval(table)
  const isEnough = sum(pairs) >= LEAST_CODED_TWICE
  return {
    field,
    first_source: pairs[0]?.first_source ?? null,
    second_source: pairs[0]?.second_source ?? null,
    case_count: sum(pairs),
    agreed_count: sum(pairs.filter(({ one, other }) => one === other)),
    code_count: codes.length,
    kappa,
    kappa_low: bounds?.low ?? null,
    kappa_high: bounds?.high ?? null,
    least_cases: LEAST_CODED_TWICE,
    least_kappa: KAPPA_ENOUGH,
    verdict: !isEnough || kappa === null ? 'too_few' : (bounds?.low ?? 0) >= KAPPA_ENOUGH ? 'agreed' : 'doubtful',
  }
}
