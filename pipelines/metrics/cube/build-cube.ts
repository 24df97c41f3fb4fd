// facts.<fact> ─▶ cube.<fact>: a row a row, codes and small numbers only ─▶ cube.<fact>_<day>_{single,pair}: sums by segment
import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, literal, queryRows } from '../../warehouse/query.ts'
import { CUBED_FACTS, type CubedFact, type CubedMetric, cubedColumns } from './cube-layout.ts'
import { NO_DAY, NO_NUMBER, rowsTable } from './cube-tables.ts'
import { type Coded, type CodedValues, codeOfMember, codeOfValue, codesOf, dropCodes, valueJoin } from './dictionary.ts'
import { writeOverdue } from './write-overdue.ts'
import { writePairs, writeSingles } from './write-slots.ts'

/** Fewer rows than this are not worth the seconds that the sums take at publishing. */
const FEWEST_ROWS = 5_000

/**
 * Builds the cubes of a snapshot's facts beside them, in the schema `cube`: sums by slices and days that are the same as
 * those of a scan, since both come from the catalogue's definitions. Facts with fewer than `fewest` rows get none.
 */
export async function buildCubes(connection: DuckDBConnection, fewest = FEWEST_ROWS): Promise<void> {
  await execute(connection, 'create schema if not exists cube')
  await execute(connection, 'create table cube.member (fact varchar, dimension varchar, code integer, member varchar)')
  await execute(connection, 'create table cube.value (fact varchar, name varchar, code integer, value double)')
  await execute(
    connection,
    'create table cube.slot (fact varchar, kind varchar, slot integer, one varchar, two varchar)',
  )
  for (const fact of Object.keys(CUBED_FACTS) as CubedFact[]) {
    const [row] = await queryRows<{ n: number }>(connection, `select count(*) as n from facts.${fact}`)
    if ((row?.n ?? 0) < fewest) continue
    await buildCube(connection, fact)
    if (fact === 'complaint') await writeOverdue(connection)
  }
}

async function buildCube(connection: DuckDBConnection, fact: CubedFact): Promise<void> {
  const columns = cubedColumns(fact)
  const days = [...new Set(columns.map(({ period_by }) => period_by))]
  const { dimensions, values } = await codesOf(connection, fact, columns)
  await execute(connection, rowsSql(fact, columns, days, dimensions, values), {}, rowsTable(fact))
  await dropCodes(connection, dimensions, values)
  const source = { connection, fact, dimensions }
  const pairs = await writePairs(source, CUBED_FACTS[fact])
  const singles: (readonly string[])[] = [[], ...dimensions.map(({ name }) => [name])]
  for (const day of days)
    await writeSingles(
      source,
      day,
      columns.filter(({ period_by }) => period_by === day),
    )
  const slots = [
    ...singles.map((names, slot) => ['single', slot, ...names] as const),
    ...pairs.map((names, slot) => ['pair', slot, ...names] as const),
  ].map(([kind, slot, one, two]) => `('${fact}', '${kind}', ${slot}, ${textOrNull(one)}, ${textOrNull(two)})`)
  await execute(connection, `insert into cube.slot values ${slots.join(', ')}`)
}

function textOrNull(name: string | undefined): string {
  return name === undefined ? 'null' : literal(name)
}

function rowsSql(
  fact: CubedFact,
  columns: readonly CubedMetric[],
  days: readonly string[],
  dimensions: readonly Coded[],
  values: readonly CodedValues[],
): string {
  const dayNumber = (day: string) => `coalesce(${day} - date '1970-01-01', ${NO_DAY})`
  const numberOf = (column: CubedMetric) => {
    if (column.kind === 'bits') return `cast(${column.value} as utinyint)`
    if (column.scale !== undefined)
      return `coalesce(round(cast(${column.value} as double) * ${column.scale}), cast('nan' as double))`
    if (column.kind === 'number') return `coalesce(cast(${column.value} as integer), ${NO_NUMBER})`
    const coded = values.find((own) => own.column === column)
    return coded === undefined ? '0' : codeOfValue(coded)
  }
  const selected = [
    ...days.map((day) => `cast(${dayNumber(day)} as integer) as "on_${day}"`),
    ...dimensions.map((coded) => `${codeOfMember(coded)} as "d_${coded.name}"`),
    ...columns.map((column) => `${numberOf(column)} as "m_${column.column}"`),
  ]
  return [
    `create table ${rowsTable(fact)} as`,
    `select ${selected.join(',\n    ')}`,
    `from facts.${fact} as fact`,
    ...values.map(valueJoin),
    `order by "on_${CUBED_FACTS[fact]}"`,
  ].join('\n')
}
