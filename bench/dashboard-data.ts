// A published snapshot with as many complaints and survey answers as wanted, grown from the example's: each row is one of the
// example's with all its days moved by the same number, and with half of its dimensions drawn anew from all of the
// example's rows, so that combinations of values are nearly as many as rows.
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { dimensionCatalogue } from '../pipelines/metrics/catalogue.ts'
import { openForWriting } from '../pipelines/warehouse/database.ts'
import { execute, queryRows } from '../pipelines/warehouse/query.ts'

const MOVED_DAYS = 365
const DRAWN = 0.5
/** Texts that metrics read, beside dimensions; what people wrote is left out. */
const KEPT = /_status$|_id$|^owner|^registrar|^customer_key$|_key$/

/** Makes `target` from the only snapshot in `published`; kept where it is there already. */
export async function growSnapshot(
  published: string,
  target: string,
  rows: { complaint: number; survey: number },
  finish: (connection: DuckDBConnection) => Promise<void>,
): Promise<void> {
  if (existsSync(target)) return
  const building = `${target}.building`
  rmSync(building, { force: true })
  const [snapshot = ''] = readdirSync(published).filter((name) => name.endsWith('.duckdb'))
  copyFileSync(join(published, snapshot), building)
  {
    await using database = await openForWriting(building)
    const { connection } = database
    await execute(connection, "set preserve_insertion_order = false; set disabled_optimizers = 'join_order'")
    await execute(connection, 'select setseed(0.42)')
    for (const [fact, count] of Object.entries(rows)) await grow(connection, fact, count)
    await finish(connection)
    await execute(connection, 'checkpoint')
  }
  copyFileSync(building, target)
  rmSync(building)
}

async function grow(connection: DuckDBConnection, fact: string, count: number): Promise<void> {
  const columns = await queryRows<{ name: string; type: string }>(
    connection,
    `select column_name as name, data_type as type from information_schema.columns
     where table_schema = 'held' and table_name = $fact order by ordinal_position`,
    { fact },
  )
  const drawn = columns.filter(({ name, type }) => type === 'VARCHAR' && isDimension(name, fact))
  await execute(connection, `create temp table base as select *, row_number() over () - 1 as base_no from held.${fact}`)
  const [base] = await queryRows<{ n: number }>(connection, 'select count(*) as n from base')
  const n = base?.n ?? 0
  const selected = columns.map(
    ({ name, type }) =>
      `${grown(
        name,
        type,
        drawn.some((item) => item.name === name),
      )} as "${name}"`,
  )
  await execute(
    connection,
    `create or replace table held.${fact} as
     select ${selected.join(', ')}
     from (select range as made_no, range % ${n} as base_no, cast(floor(range * ${MOVED_DAYS} / ${count}) as integer) as days,
         ${drawn.map(({ name }) => `${pick(n)} as "${name}_no"`).join(', ')}
       from range(${count})) as made
     join base on base.base_no = made.base_no
     ${drawn.map(({ name }) => `join base as "of_${name}" on "of_${name}".base_no = made."${name}_no"`).join(' ')}`,
  )
  await execute(connection, 'drop table base')
}

function grown(name: string, type: string, isDrawn: boolean): string {
  if (name === 'complaint_id' || name === 'survey_id') return `base."${name}" || '-' || made_no`
  if (name === 'customer_id') return `base.customer_id || '-' || made_no % 997`
  if (type === 'DATE') return `base."${name}" - days`
  if (type.startsWith('TIMESTAMP')) return `base."${name}" - to_days(days)`
  if (type === 'VARCHAR' && !isDrawn && !KEPT.test(name)) return 'cast(null as varchar)'
  if (!isDrawn) return `base."${name}"`
  return `"of_${name}"."${name}"`
}

/** The row that a dimension is taken from: the row's own, or any. */
function pick(n: number): string {
  return `case when random() < ${DRAWN} then cast(floor(random() * ${n}) as bigint) else range % ${n} end`
}

function isDimension(name: string, fact: string): boolean {
  return dimensionCatalogue().get(name)?.facts.includes(fact) === true
}
