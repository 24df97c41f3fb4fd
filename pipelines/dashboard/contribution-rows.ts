import type { MetricRow } from '../metrics/metric-row.ts'
import { addDays, periodOf } from '../metrics/periods.ts'
import { contributionReading } from '../metrics/reading.ts'
import type { RowOf } from './api/columns.ts'
import { CONTRIBUTION } from './api/signal-tables.ts'
import { type Asking, rangeBefore } from './asking.ts'
import { martRows } from './mart-rows.ts'

type Contribution = RowOf<typeof CONTRIBUTION>
const COUNTED = 'complaints_received'
const WEEKS = 4

/**
 * The segments that moved the count of complaints most, in the state's filters: between the last four complete weeks of
 * its range and the four before, by the dimensions that the run compared.
 */
export async function filteredContributions(asking: Asking, most: number): Promise<Contribution[]> {
  if (asking.viewer.department !== null) return []
  const compared = await martRows(asking, 'marts.contribution', { dimension: 'word' }, 'where metric = $metric', {
    metric: COUNTED,
  })
  const free = [...new Set(compared.map(({ dimension }) => dimension))].filter((name) => !asking.where[name]?.length)
  // The week that the day after the range lies in is the first that is not complete.
  const to = addDays(periodOf(addDays(asking.state.to, 1), 'week').start, -1)
  const after = { from: addDays(to, 1 - WEEKS * 7), to }
  const before = rangeBefore(after)
  const slices = [[], ...free.map((name) => [name])]
  const [now, earlier] = await Promise.all([
    asking.slices({ metrics: [COUNTED], ...after }, slices),
    asking.slices({ metrics: [COUNTED], ...before }, slices),
  ])
  const [total_after, total_before] = [now[0]?.[0]?.value ?? 0, earlier[0]?.[0]?.value ?? 0]
  const range = { before_from: before.from, before_to: before.to, after_from: after.from, after_to: after.to }
  return free
    .flatMap((dimension, index) =>
      changes(dimension, earlier[index + 1] ?? [], now[index + 1] ?? []).map((row) => ({
        ...{ metric: COUNTED, ...range, ...row, total_before, total_after, rate_effect: null, mix_effect: null },
        share_of_net: total_after === total_before ? null : row.change / (total_after - total_before),
      })),
    )
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, most)
    .map((row) => ({ ...row, reading: contributionReading(asking.locale, row) }))
}

/** What each value of a dimension counted before and after, where that changed. */
function changes(dimension: string, before: readonly MetricRow[], after: readonly MetricRow[]) {
  const valuesOf = (rows: readonly MetricRow[]) =>
    new Map(rows.map((row) => [row.by[dimension] ?? null, row.value ?? 0] as const))
  const [old, now] = [valuesOf(before), valuesOf(after)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((member) => {
    const [size_before, size_after] = [old.get(member) ?? 0, now.get(member) ?? 0]
    const sizes = { size_before, size_after, value_before: size_before, value_after: size_after }
    return size_before === size_after ? [] : [{ dimension, member, ...sizes, change: size_after - size_before }]
  })
}

/**
 * The segments that moved the chosen metrics most between the last four complete weeks and the four before. They add up
 * to the change of all departments, so that a viewer of one gets none.
 */
export async function contributionRows(asking: Asking, most: number): Promise<Contribution[]> {
  if (asking.viewer.department !== null) return []
  const { metrics } = asking.state
  const names = metrics.map((_metric, index) => `$metric_${index}`)
  if (names.length === 0) return []
  const rest = `where metric in (${names.join(', ')}) and change <> 0
    qualify row_number() over (partition by metric order by abs(change) desc, contribution_no) <= ${Math.trunc(most)}
    order by contribution_no`
  const parameters = Object.fromEntries(metrics.map((metric, index) => [`metric_${index}`, metric]))
  const rows = await martRows(asking, 'marts.contribution', CONTRIBUTION, rest, parameters)
  return rows.map((row) => ({ ...row, reading: contributionReading(asking.locale, row) }))
}
