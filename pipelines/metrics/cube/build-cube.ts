// facts.<fact> ─▶ cube.<fact>: a row a row, codes and small numbers only ─▶ cube.<fact>_<day>_{single,main,other}: sums by segment
import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, identifier, literal, queryRows } from '../../warehouse/query.ts'
import {
  CUBED_FACTS,
  type CubedFact,
  type CubedMetric,
  cubedColumns,
  cubedDimensions,
  isMainDimension,
  segmentSql,
} from './cube-layout.ts'
import { collectedColumns, type SlotTable, sumColumns, tableOf } from './cube-tables.ts'

/** Fewer rows than this are read as quickly as any sums of them. */
const FEWEST_ROWS = 200_000
/** Dimensions with more values are not coded: what is sliced by them is read from the fact. */
const MOST_MEMBERS = 65_000
/** Pairs are summed of dimensions with up to so many values. */
const MOST_PAIRED_MEMBERS = 40

interface Coded {
  readonly name: string
  readonly members: number
}

/**
 * Builds the cubes of a snapshot's facts beside them, in the schema `cube`: sums by slices and days that are the same as
 * those of a scan, since both come from the catalogue's definitions. Facts with fewer than `fewest` rows get none.
 */
export async function buildCubes(connection: DuckDBConnection, fewest = FEWEST_ROWS): Promise<void> {
  await execute(connection, 'create schema if not exists cube')
  await execute(connection, 'create table cube.member (fact varchar, dimension varchar, code integer, member varchar)')
  await execute(
    connection,
    'create table cube.slot (fact varchar, kind varchar, slot integer, one varchar, two varchar)',
  )
  for (const fact of Object.keys(CUBED_FACTS) as CubedFact[]) {
    const [row] = await queryRows<{ n: number }>(connection, `select count(*) as n from facts.${fact}`)
    if ((row?.n ?? 0) >= fewest) await buildCube(connection, fact)
  }
}

async function buildCube(connection: DuckDBConnection, fact: CubedFact): Promise<void> {
  const columns = cubedColumns(fact)
  const days = [...new Set(columns.map(({ period_by }) => period_by))]
  const coded = await codeDimensions(connection, fact)
  await execute(connection, narrowSql(fact, columns, days, coded), {}, `cube.${fact}`)
  for (const [kind, slots] of Object.entries(slotsOf(coded)) as [SlotTable, (readonly string[])[]][]) {
    if (slots.length === 0) continue
    const values = slots.map(
      ([one, two], slot) => `('${fact}', '${kind}', ${slot}, ${textOrNull(one)}, ${textOrNull(two)})`,
    )
    await execute(connection, `insert into cube.slot values ${values.join(', ')}`)
    for (const day of days) {
      const own = columns.filter((column) => column.period_by === day && isSummed(column, kind))
      if (own.length > 0) await execute(connection, sumsSql(fact, day, kind, slots, own), {}, tableOf(fact, day, kind))
    }
  }
}

function textOrNull(name: string | undefined): string {
  return name === undefined ? 'null' : literal(name)
}

/** Gives each value of a dimension a number in the order of its text, 0 for a blank. */
async function codeDimensions(connection: DuckDBConnection, fact: CubedFact): Promise<Coded[]> {
  const names = cubedDimensions(fact)
  const counts = names.map((name) => `count(distinct ${identifier(name)}) as ${identifier(name)}`)
  const [row] = await queryRows<Record<string, number>>(connection, `select ${counts.join(', ')} from facts.${fact}`)
  const coded = names.flatMap((name) =>
    (row?.[name] ?? 0) <= MOST_MEMBERS ? [{ name, members: row?.[name] ?? 0 }] : [],
  )
  for (const { name } of coded) {
    const column = identifier(name)
    await execute(
      connection,
      `insert into cube.member
       select '${fact}', '${name}', row_number() over (order by member), member
       from (select distinct cast(${column} as varchar) as member from facts.${fact} where ${column} is not null) as members`,
    )
  }
  return coded
}

function narrowSql(
  fact: CubedFact,
  columns: readonly CubedMetric[],
  days: readonly string[],
  coded: readonly Coded[],
): string {
  const joined = coded.map(
    ({ name }) =>
      `left join cube.member as "of_${name}" on "of_${name}".fact = '${fact}' and "of_${name}".dimension = '${name}' and "of_${name}".member = cast(fact.${identifier(name)} as varchar)`,
  )
  const selected = [
    ...days.map((day) => `${day} as "on_${day}"`),
    ...days.map((day) => `${segmentSql(day)} as "in_${day}"`),
    ...coded.map(({ name, members }) => `cast(coalesce("of_${name}".code, 0) as ${codeType(members)}) as "d_${name}"`),
    ...columns.map(
      ({ column, kind }) => `cast(fact."m_${column}" as ${kind === 'bits' ? 'utinyint' : 'integer'}) as "m_${column}"`,
    ),
  ]
  const values = columns.map(({ column, value }) => `${value} as "m_${column}"`)
  return [
    `create table cube.${fact} as`,
    `select ${selected.join(',\n    ')}`,
    `from (select *, ${values.join(', ')} from facts.${fact}) as fact`,
    ...joined,
    `order by "on_${CUBED_FACTS[fact]}"`,
  ].join('\n')
}

function codeType(members: number): string {
  return members < 256 ? 'utinyint' : 'usmallint'
}

/** The total and each dimension; pairs of the main dimensions; and the other pairs. */
function slotsOf(coded: readonly Coded[]): Record<SlotTable, (readonly string[])[]> {
  const small = coded.filter(({ members }) => members > 0 && members <= MOST_PAIRED_MEMBERS).map(({ name }) => name)
  const pairs = small.flatMap((one, index) => small.slice(index + 1).map((two) => [one, two] as const))
  const isMain = (pair: readonly string[]) => pair.every(isMainDimension)
  return {
    single: [[], ...coded.map(({ name }) => [name])],
    main: pairs.filter(isMain),
    other: pairs.filter((pair) => !isMain(pair)),
  }
}

function isSummed({ isPaired, isPlain }: CubedMetric, kind: SlotTable): boolean {
  return kind === 'single' || (kind === 'main' ? isPaired : isPlain)
}

/** All slots of a table in one scan. A dimension that a slot does not have is null in its rows, and no code is. */
function sumsSql(
  fact: CubedFact,
  day: string,
  kind: SlotTable,
  slots: readonly (readonly string[])[],
  columns: readonly CubedMetric[],
): string {
  // In the order in which each pair names its two, so that the first code of a row is that of the first one.
  const dimensions = cubedDimensions(fact)
    .filter((name) => slots.flat().includes(name))
    .map((name) => `"d_${name}"`)
  const marker = (slot: readonly string[]) =>
    dimensions.reduce((bits, name) => bits * 2n + (slot.some((own) => name === `"d_${own}"`) ? 0n : 1n), 0n)
  const cases = slots.map((slot, number) => `when ${marker(slot)} then ${number}`)
  const two = kind === 'single' ? '0' : `coalesce(${dimensions.toReversed().join(', ')})`
  return [
    `create table ${tableOf(fact, day, kind)} as`,
    `select cast(case marker ${cases.join(' ')} end as integer) as slot,`,
    `    cast(coalesce(${dimensions.join(', ')}, 0) as usmallint) as one, cast(${two} as usmallint) as two, segment,`,
    `    ${['cast(counted as integer) as counted', ...columns.flatMap(sumColumns).map(({ name, read }) => `cast(${read} as bigint) as "${name}"`)].join(', ')}`,
    'from (',
    `    select grouping_id(${dimensions.join(', ')}) as marker, ${dimensions.join(', ')}, "in_${day}" as segment,`,
    `        ${['count(*) as counted', ...columns.flatMap(collectedColumns).map(({ name, sql }) => `${sql} as "${name}"`)].join(', ')}`,
    `    from cube.${fact} where "on_${day}" is not null`,
    `    group by grouping sets (${slots.map((slot) => `("in_${day}"${slot.map((name) => `, "d_${name}"`).join('')})`).join(', ')})`,
    ') as collected',
    'order by 1, 4, 2, 3',
  ].join('\n')
}
