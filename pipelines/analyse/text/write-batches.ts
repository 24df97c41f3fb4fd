import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../../warehouse/query.ts'
import { BATCH_RULE, type BatchCase, type BatchIncident, type BatchRule, batchIncidents } from './batch-incidents.ts'
import { findBoilerplate, withoutBoilerplate } from './boilerplate.ts'
import { NEAR_DUPLICATE_THRESHOLD, nearDuplicates } from './near-duplicates.ts'
import { appendRows, type Cell, makeMart } from './text-mart.ts'

/** Near-duplicate words are no batch by themselves: they must also be far more than the rest of the record expects. */
const TEXT_SIGNIFICANCE = 0.01
/** Complaints that are compared at most, the newest. */
const MOST_COMPARED = 2_000_000

interface Complaint {
  readonly complaint: string
  readonly customer: string | null
  readonly day: number
  readonly product: string | null
  readonly lot: string | null
  readonly category: string | null
  readonly words: string | null
}

/** Fills marts.near_duplicate, marts.batch_incident and marts.batch_case from what `takeWords` took. */
export async function writeBatches(
  connection: DuckDBConnection,
  { rule = BATCH_RULE, threshold = NEAR_DUPLICATE_THRESHOLD }: { rule?: BatchRule; threshold?: number } = {},
): Promise<BatchIncident[]> {
  const complaints = await readComplaints(connection)
  const groups = await writeNearDuplicates(connection, complaints, threshold)
  const days = complaints.map(({ day }) => day)
  const recordDays = complaints.length === 0 ? 0 : (days.at(-1) ?? 0) - (days[0] ?? 0) + 1
  const byLot = complaints.flatMap((one) =>
    one.lot === null ? [] : [batchCase(one, JSON.stringify([one.lot, one.category]))],
  )
  const lots = batchIncidents(byLot, recordDays, rule)
  const inLots = new Set(lots.flatMap(({ cases }) => cases.map(({ complaint }) => complaint)))
  const byText = complaints.flatMap((one, at) => {
    const group = groups[at] ?? -1
    return group < 0 || inLots.has(one.complaint) ? [] : [batchCase(one, JSON.stringify([group, one.product]))]
  })
  const texts = batchIncidents(byText, recordDays, { ...rule, significance: TEXT_SIGNIFICANCE })
  const incidents = [
    ...lots.map((incident) => ({ kind: 'lot', incident })),
    ...texts.map((incident) => ({ kind: 'text', incident })),
  ]
  await writeIncidents(connection, incidents, new Map(complaints.map((one) => [one.complaint, one])), rule)
  return incidents.map(({ incident }) => incident)
}

function readComplaints(connection: DuckDBConnection): Promise<Complaint[]> {
  return queryRows<Complaint>(
    connection,
    `with newest as (
      select
        taken.complaint_id as complaint,
        taken.customer,
        date_diff('day', date '1970-01-01', taken.received_on) as day,
        taken.product,
        taken.lot,
        taken.category,
        taken.words,
        taken.rowid as place
      from words_of_complaints as taken
      where taken.received_on is not null
      order by taken.rowid desc
      limit ${MOST_COMPARED}
    )
    select
      newest.complaint,
      newest.customer,
      newest.day,
      newest.product,
      newest.lot,
      newest.category,
      newest.words
    from newest
    order by newest.place`,
  )
}

/** Groups the complaints by their words; gives each one's group as the position of its first member, −1 for none. */
async function writeNearDuplicates(
  connection: DuckDBConnection,
  complaints: readonly Complaint[],
  threshold: number,
): Promise<Int32Array> {
  const boilerplate = findBoilerplate(complaints.flatMap(({ words }) => (words === null ? [] : [words])))
  const finder = nearDuplicates(threshold)
  const groups = new Int32Array(complaints.length).fill(-1)
  const similarities = new Float32Array(complaints.length)
  const members = new Map<number, { complaints: number; customers: Set<string> }>()
  complaints.forEach(({ words, customer }, at) => {
    const found = finder.add(words === null ? '' : withoutBoilerplate(words, boilerplate))
    if (found === null) return
    groups[at] = found.leader
    similarities[at] = found.similarity
    const group = members.get(found.leader) ?? { complaints: 0, customers: new Set() }
    group.complaints += 1
    if (customer !== null) group.customers.add(customer)
    members.set(found.leader, group)
  })
  const rows = function* (): Generator<Cell[]> {
    for (const [at, { complaint }] of complaints.entries()) {
      const group = members.get(groups[at] ?? -1)
      if (group === undefined || group.complaints < 2) continue
      const leader = complaints[groups[at] ?? 0]?.complaint ?? ''
      const similarity = Math.round((similarities[at] ?? 0) * 1e4) / 1e4
      yield [complaint, leader, similarity, group.complaints, group.customers.size]
    }
  }
  await appendRows(connection, await makeMart(connection, 'near_duplicate'), rows())
  return groups
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
