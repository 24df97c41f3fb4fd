import type { Table } from 'apache-arrow'
import { FEATURES, type Feature } from './answered-complaints.ts'
import type { SparseRows } from './logistic-regression.ts'

/** One column of the model: a member of a feature against the reference, or a step of a number. */
export interface Term {
  readonly feature: Feature
  /** Null for a number, and for the unknown. */
  readonly member: string | null
  /** The commonest member, which the others are held against; null for a number. */
  readonly reference: string | null
  readonly kind: 'number' | 'member' | 'unknown' | 'rest'
  /** What one unit of the column is in units of the feature: standard deviations for a number. */
  readonly unit: number
  /** Rows of this member, or with a known number; and how many of them are dissatisfied. */
  readonly rows: number
  readonly dissatisfied: number
}

export interface Encoded {
  readonly rows: SparseRows
  readonly outcomes: Uint8Array
  readonly terms: readonly Term[]
}

/** Members of fewer rows are put together: nothing can be said of each. */
const LEAST_MEMBERS = 30
/** Answers of the rarer kind that a term needs (Peduzzi et al. 1996, Journal of Clinical Epidemiology 49:1373). */
const EVENTS_PER_TERM = 10

const UNKNOWN_MEMBER = ' unknown'
const REST = ' rest'
const SEPARATOR = '='

/**
 * Encodes answered complaints for the model in a Danfo.js frame built from the Arrow table: members of fewer than 30 rows
 * put together, each member but the commonest as a column of 0 and 1, numbers scaled to mean 0 and standard deviation 1.
 * What is not known is a member of its own; an unknown number stands at the mean, beside such a member. Features are
 * taken in their order as long as there are ten answers of the rarer kind a column. Danfo.js is loaded here and nowhere else.
 */
export async function encodeFeatures(table: Table): Promise<Encoded> {
  const danfo = await loadDanfo()
  const outcomes = Uint8Array.from(columnOf(table, 'dissatisfied'), Number)
  const events = outcomes.reduce((sum, one) => sum + one, 0)
  const most = Math.floor(Math.min(events, outcomes.length - events) / EVENTS_PER_TERM)
  const encoded: EncodedColumn[] = []
  for (const feature of FEATURES) {
    const columns =
      feature.step === 'member' ? memberColumns(danfo, table, feature) : numberColumns(danfo, table, feature)
    if (encoded.length + columns.length <= most) encoded.push(...columns)
  }
  const terms = encoded.map(({ values, isOwn, ...term }) => {
    const own = Array.from(outcomes.keys()).filter((row) => isOwn?.(row) ?? values[row] !== 0)
    return { ...term, rows: own.length, dissatisfied: own.reduce((sum, row) => sum + (outcomes[row] ?? 0), 0) }
  })
  return { rows: sparse(encoded, outcomes.length), outcomes, terms }
}

type Danfo = typeof import('danfojs-node')
type EncodedColumn = Omit<Term, 'rows' | 'dissatisfied'> & {
  readonly values: ArrayLike<number>
  readonly isOwn?: (row: number) => boolean
}

/** In production mode TensorFlow.js, which Danfo.js scales with, does not advertise itself on the console. */
async function loadDanfo(): Promise<Danfo> {
  const danfo = await import('danfojs-node')
  danfo.tensorflow.enableProdMode()
  return danfo
}

function memberColumns(danfo: Danfo, table: Table, feature: Feature): EncodedColumn[] {
  const values = columnOf(table, feature.name).map((value) => (value === null ? UNKNOWN_MEMBER : String(value)))
  const counts = Map.groupBy(values, (value) => value)
  const members = [...counts].map(([member, { length }]) => ({ member, length }))
  const known = members.filter(({ member }) => member !== UNKNOWN_MEMBER)
  const reference = known.sort((a, b) => b.length - a.length || (a.member < b.member ? -1 : 1))[0]?.member
  if (reference === undefined || known.length < 2) return []
  const isKept = (member: string) => (counts.get(member)?.length ?? 0) >= LEAST_MEMBERS
  const pooled = new danfo.Series(values.map((value) => (isKept(value) ? value : REST)))
  const dummies = danfo.getDummies(pooled, { prefix: feature.name, prefixSeparator: SEPARATOR }) as InstanceType<
    Danfo['DataFrame']
  >
  return dummies.columns
    .map((name) => ({ name, member: name.slice(feature.name.length + SEPARATOR.length) }))
    .filter(({ member }) => member !== reference && (member !== REST || restOf(values, isKept) >= LEAST_MEMBERS))
    .sort((a, b) => (a.member < b.member ? -1 : 1))
    .map(({ name, member }) => ({
      feature,
      member: member === UNKNOWN_MEMBER || member === REST ? null : member,
      reference,
      kind: member === UNKNOWN_MEMBER ? 'unknown' : member === REST ? 'rest' : 'member',
      unit: 1,
      values: dummies.column(name).values as number[],
    }))
}

function restOf(values: readonly string[], isKept: (member: string) => boolean): number {
  return values.filter((value) => !isKept(value)).length
}

function numberColumns(danfo: Danfo, table: Table, feature: Feature): EncodedColumn[] {
  const given = columnOf(table, feature.name).map((value) => (value === null ? Number.NaN : Number(value)))
  const known = given.filter(Number.isFinite)
  if (known.length < given.length / 2 || new Set(known).size < 2) return []
  const series = new danfo.Series(known)
  const [mean, deviation] = [series.mean(), series.std()]
  const filled = new danfo.Series(given).fillNa(mean) as InstanceType<Danfo['Series']>
  const scaler = new danfo.StandardScaler().fit(series)
  const scaled = scaler.transform(filled) as InstanceType<Danfo['Series']>
  const isUnknown = given.map((value) => (Number.isFinite(value) ? 0 : 1))
  const number: EncodedColumn = {
    feature,
    member: null,
    reference: null,
    kind: 'number',
    unit: deviation,
    values: scaled.values as number[],
    isOwn: (row) => isUnknown[row] === 0,
  }
  const unknown: EncodedColumn = { feature, member: null, reference: null, kind: 'unknown', unit: 1, values: isUnknown }
  return isUnknown.filter(Boolean).length >= LEAST_MEMBERS ? [number, unknown] : [number]
}

function columnOf(table: Table, name: string): unknown[] {
  const vector = table.getChild(name)
  if (vector === null) throw new RangeError(`no column ${name}`)
  return Array.from(vector)
}

function sparse(encoded: readonly EncodedColumn[], count: number): SparseRows {
  const offsets = new Int32Array(count + 1)
  const columns: number[] = []
  const values: number[] = []
  for (let row = 0; row < count; row += 1) {
    for (const [column, one] of encoded.entries()) {
      const value = one.values[row] ?? 0
      if (value === 0) continue
      columns.push(column)
      values.push(value)
    }
    offsets[row + 1] = columns.length
  }
  return { width: encoded.length, offsets, columns: Int32Array.from(columns), values: Float64Array.from(values) }
}
