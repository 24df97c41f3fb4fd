import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../../warehouse/query.ts'
import { streamRows } from '../../warehouse/row-stream.ts'
import { BATCH_RULE, type BatchCase, type BatchIncident, type BatchRule, batchIncidents } from './batch-incidents.ts'
import { BOILERPLATE_SAMPLE, findBoilerplate, withoutBoilerplate } from './boilerplate.ts'
import { NEAR_DUPLICATE_THRESHOLD, nearDuplicates } from './near-duplicates.ts'
import { appendRows, type Cell, makeMart } from './text-mart.ts'

/** Near-duplicate words are no batch by themselves: they must also be far more than the rest of the record expects. */
const TEXT_SIGNIFICANCE = 0.01
/** Complaints that are compared at most, the newest. */
export const MOST_COMPARED = 500_000

interface Complaint {
  readonly complaint: string
  readonly customer: string | null
  readonly day: number
  readonly product: string | null
  readonly lot: string | null
  readonly category: string | null
}

/** Fills marts.near_duplicate, marts.batch_incident and marts.batch_case from what `takeWords` took. */
export async function writeBatches(
  connection: DuckDBConnection,
  { rule = BATCH_RULE, threshold = NEAR_DUPLICATE_THRESHOLD }: { rule?: BatchRule; threshold?: number } = {},
): Promise<BatchIncident[]> {
  const from = await firstCompared(connection)
  const groups = await groupTexts(connection, from, threshold)
  const { complaints, recordDays } = await readComplaints(connection, from, groups)
  await writeNearDuplicates(connection, complaints, groups)
  const all = [...complaints.values()]
  const byLot = all.flatMap((one) =>
    one.lot === null ? [] : [batchCase(one, JSON.stringify([one.lot, one.category]))],
  )
  const lots = batchIncidents(byLot, recordDays, rule)
  const inLots = new Set(lots.flatMap(({ cases }) => cases.map(({ complaint }) => complaint)))
  const byText = [...complaints].flatMap(([at, one]) => {
    const group = groups.leaders[at] ?? -1
    return group < 0 || inLots.has(one.complaint) ? [] : [batchCase(one, JSON.stringify([group, one.product]))]
  })
  const texts = batchIncidents(byText, recordDays, { ...rule, significance: TEXT_SIGNIFICANCE })
  const incidents = [
    ...lots.map((incident) => ({ kind: 'lot', incident })),
    ...texts.map((incident) => ({ kind: 'text', incident })),
  ]
  await writeIncidents(connection, incidents, new Map(all.map((one) => [one.complaint, one])), rule)
  return incidents.map(({ incident }) => incident)
}

/** The first row of those compared, by its number; rows stand in order of receipt. */
async function firstCompared(connection: DuckDBConnection): Promise<number> {
  const [row] = await queryRows<{ place: number | null }>(
    connection,
    `select min(newest.place) as place
    from (
      select taken.rowid as place
      from words_of_complaints as taken
      where taken.received_on is not null
      order by taken.rowid desc
      limit ${MOST_COMPARED}
    ) as newest`,
  )
  return row?.place ?? 0
}

/** The rows compared, in order of receipt. */
function compared(columns: string, from: number): string {
  return `select ${columns} from words_of_complaints as taken
    where taken.received_on is not null and taken.rowid >= ${from} order by taken.rowid`
}

/** By position among the complaints compared: the position of its group's first one, −1 for none, and how alike they are. */
interface TextGroups {
  readonly leaders: Int32Array
  readonly similarities: Float32Array
  /** By position of a group's first complaint: complaints of the group. */
  readonly sizes: Int32Array
}

async function groupTexts(connection: DuckDBConnection, from: number, threshold: number): Promise<TextGroups> {
  const groups = {
    leaders: new Int32Array(MOST_COMPARED).fill(-1),
    similarities: new Float32Array(MOST_COMPARED),
    sizes: new Int32Array(MOST_COMPARED),
  }
  const boilerplate = findBoilerplate(await sampledWords(connection, from))
  const finder = nearDuplicates(threshold)
  let at = 0
  for await (const [words] of streamRows(connection, compared('taken.words', from))) {
    const found = finder.add(words === null ? '' : withoutBoilerplate(String(words), boilerplate))
    if (found !== null) {
      groups.leaders[at] = found.leader
      groups.similarities[at] = found.similarity
      groups.sizes[found.leader] = (groups.sizes[found.leader] ?? 0) + 1
    }
    at += 1
  }
  return groups
}

/** Words evenly spaced over the complaints compared, in their order. */
async function sampledWords(connection: DuckDBConnection, from: number): Promise<string[]> {
  const rows = await queryRows<{ words: string }>(
    connection,
    `with numbered as (
      select
        taken.words,
        row_number() over (order by taken.rowid) - 1 as place,
        greatest(1, cast(ceil(count(*) over () / ${BOILERPLATE_SAMPLE}) as bigint)) as step
      from words_of_complaints as taken
      where taken.received_on is not null and taken.words is not null and taken.rowid >= ${from}
    )
    select numbered.words
    from numbered
    where numbered.place % numbered.step = 0
    order by numbered.place`,
  )
  return rows.map(({ words }) => words)
}

/** The complaints that may belong to a batch, by position: those of a lot, and those whose words others have, too. */
async function readComplaints(connection: DuckDBConnection, from: number, { leaders, sizes }: TextGroups) {
  const complaints = new Map<number, Complaint>()
  const columns = `taken.complaint_id, taken.customer, date_diff('day', date '1970-01-01', taken.received_on),
    taken.product, taken.lot, taken.category`
  let at = 0
  let firstDay: number | null = null
  let lastDay = 0
  for await (const row of streamRows(connection, compared(columns, from))) {
    const [complaint, customer, , product, lot, category] = row.map((cell) => (cell === null ? null : String(cell)))
    const day = Number(row[2])
    firstDay ??= day
    lastDay = day
    if (lot !== null || (sizes[leaders[at] ?? -1] ?? 0) > 1)
      complaints.set(at, { complaint: complaint ?? '', customer, day, product, lot, category } as Complaint)
    at += 1
  }
  return { complaints, recordDays: firstDay === null ? 0 : lastDay - firstDay + 1 }
}

async function writeNearDuplicates(
  connection: DuckDBConnection,
  complaints: ReadonlyMap<number, Complaint>,
  { leaders, similarities, sizes }: TextGroups,
): Promise<void> {
  const inGroups = [...complaints].filter(([at]) => (sizes[leaders[at] ?? -1] ?? 0) > 1)
  const customers = new Map<number, Set<string>>()
  for (const [at, { customer }] of inGroups) {
    const leader = leaders[at] ?? -1
    if (!customers.has(leader)) customers.set(leader, new Set())
    if (customer !== null) customers.get(leader)?.add(customer)
  }
  const rows = function* (): Generator<Cell[]> {
    for (const [at, { complaint }] of inGroups) {
      const leader = leaders[at] ?? -1
      const similarity = Math.round((similarities[at] ?? 0) * 1e4) / 1e4
      const first = complaints.get(leader)?.complaint ?? ''
      yield [complaint, first, similarity, sizes[leader] ?? 0, customers.get(leader)?.size ?? 0]
    }
  }
  await appendRows(connection, await makeMart(connection, 'near_duplicate'), rows())
}

async function writeIncidents(
  connection: DuckDBConnection,
  incidents: readonly { kind: string; incident: BatchIncident }[],
  complaints: ReadonlyMap<string, Complaint>,
  rule: BatchRule,
): Promise<void> {
  const named = incidents.map((entry) => ({
    ...entry,
    id: `${entry.kind}-${entry.incident.cases[0]?.complaint ?? ''}`,
  }))
  const shared = (cases: readonly BatchCase[], field: 'product' | 'lot' | 'category') => {
    const values = new Set(cases.map(({ complaint }) => complaints.get(complaint)?.[field] ?? null))
    return values.size === 1 ? ([...values][0] ?? null) : null
  }
  await appendRows(
    connection,
    await makeMart(connection, 'batch_incident'),
    named.map(({ id, kind, incident }) => [
      id,
      kind,
      shared(incident.cases, 'product'),
      shared(incident.cases, 'lot'),
      shared(incident.cases, 'category'),
      incident.firstDay,
      incident.lastDay,
      incident.cases.length,
      incident.customers,
      incident.expected,
      incident.pValue,
      rule.days,
      rule.customers,
    ]),
  )
  await appendRows(
    connection,
    await makeMart(connection, 'batch_case'),
    named.flatMap(({ id, incident }) => incident.cases.map(({ complaint }) => [id, complaint])),
  )
}

function batchCase({ complaint, customer, day }: Complaint, key: string): BatchCase {
  return { complaint, customer, day, key }
}
