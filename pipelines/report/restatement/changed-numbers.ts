import { factOf, metricCatalogue } from '../../metrics/catalogue.ts'
import type { Cell, Figure, FigureRow } from '../figure.ts'
import type { Restated, RestatedChange } from './restated-schema.ts'

interface Stated {
  readonly ref: string
  readonly csv: string
  readonly rows: readonly FigureRow[]
}

const PARTS = ['value', 'numerator', 'denominator'] as const

/**
 * Numbers of metrics over whole periods that a report gave and the same figures give otherwise now, each once, with
 * what can have moved it. What was stated at an as-of alone, such as what is open, is no restatement.
 */
export function changedNumbers(
  stated: readonly Stated[],
  now: readonly Figure[],
  rows: Restated['rows'],
  redefined: readonly string[],
): { compared: number; changes: RestatedChange[] } {
  const seen = new Set<string>()
  const changes: RestatedChange[] = []
  for (const { ref, csv, rows: saidRows } of stated) {
    if (csv.includes('restatement')) continue
    const current = new Map(now.find((figure) => figure.ref === ref)?.rows.map((row) => [keyOf(row), row]))
    for (const said of saidRows) {
      const key = keyOf(said)
      if (key === undefined || seen.has(key)) continue
      seen.add(key)
      const is = current.get(key)
      if (is === undefined || isSuppressed(said) || isSuppressed(is)) continue
      if (PARTS.every((part) => same(said[part], is[part]))) continue
      changes.push(changeOf(ref, said, is, rows, redefined))
    }
  }
  return { compared: seen.size, changes }
}

/** Metric and days of a row that gives a number of the whole for a period. */
function keyOf(row: FigureRow): string | undefined {
  const { metric, from, to } = row
  if (typeof metric !== 'string' || typeof from !== 'string' || typeof to !== 'string') return undefined
  if (!('numerator' in row) || 'dimension' in row || 'level' in row) return undefined
  return `${metric} ${from} ${to}`
}

/** Left out of an outward copy, then or now: no number of the data's that changed. */
function isSuppressed(row: FigureRow): boolean {
  return (row['suppressed'] ?? null) !== null
}

/** Sums that were added up in another order may differ in the last digit. */
function same(a: Cell | undefined, b: Cell | undefined): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))
  return (a ?? null) === (b ?? null)
}

function changeOf(
  ref: string,
  said: FigureRow,
  now: FigureRow,
  rows: Restated['rows'],
  redefined: readonly string[],
): RestatedChange {
  const metric = String(said['metric'])
  const number = (cell: Cell | undefined) => (typeof cell === 'number' ? cell : null)
  return {
    ref,
    metric,
    from: String(said['from']),
    to: String(said['to']),
    said_value: number(said['value']),
    said_numerator: number(said['numerator']),
    said_denominator: number(said['denominator']),
    now_value: number(now['value']),
    now_numerator: number(now['numerator']),
    now_denominator: number(now['denominator']),
    reasons: reasonsFor(metric, said, rows, redefined).join(','),
  }
}

/** Where cases were still pending, time alone moves the number: they are decided since. */
function reasonsFor(
  metric: string,
  { pending }: FigureRow,
  rows: Restated['rows'],
  redefined: readonly string[],
): string[] {
  const changed = redefined.includes(metric) ? ['definition'] : []
  if (rows === null) return [...changed, 'unknown']
  const definition = metricCatalogue().get(metric)
  const fact = definition === undefined ? undefined : factOf(definition)
  if (fact !== 'complaint' && fact !== 'survey') return [...changed, 'register']
  const counts = rows[fact]
  const moved = (['late', 'replayed', 'corrected', 'progressed', 'gone'] as const).filter((kind) => counts[kind] !== 0)
  const reasons = [...changed, ...moved, ...(Number(pending ?? 0) > 0 ? ['as_of'] : [])]
  return reasons.length === 0 ? ['as_of'] : reasons
}
