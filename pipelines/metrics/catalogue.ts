import { AsyncLocalStorage } from 'node:async_hooks'
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { HuiyinError } from '../core/errors.ts'
import { likeNames } from '../core/like-names.ts'
import { LOCALES } from '../core/locale.ts'
import { parseYaml } from '../core/yaml-file.ts'
import { readSqlFolder } from '../warehouse/sql-file.ts'
import { metricTitle } from './labels.ts'

const condition = z.string().min(1)
const name = z.string().regex(/^[a-z][a-z0-9_]*$/)
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** A worked example: a few rows of the fact, and what comes out of them; one test runs them all through the real SQL. */
const exampleSchema = z.strictObject({
  /** Rows of the metric's fact; columns that are not named are null. Of another fact, under its name. */
  rows: z.union([z.array(z.record(z.string(), cell)), z.record(z.string(), z.array(z.record(z.string(), cell)))]),
  numerator: z.number().nullable().optional(),
  denominator: z.number().nullable().optional(),
  pending: z.number().optional(),
  value: z.number().nullable(),
})

const shown = {
  metric: name,
  unit: z.enum(['count', 'share', 'points', 'score', 'hours', 'days', 'per_thousand', 'ratio', 'amount']),
  direction: z.enum(['up', 'down', 'none']),
  target: z.strictObject({ value: z.number(), comparator: z.enum(['>=', '>', '<=', '<']) }).optional(),
  smallest_n: z.int().min(1).default(10),
  decimals: z.int().min(0).max(4).optional(),
  chart: z.enum(['line', 'bar']),
  requirements: z.array(z.string().regex(/^R\d{3}$/)),
  example: exampleSchema.optional(),
  /**
   * Days after a period's end until its number no longer moves by itself; only then is the period a point of a control
   * chart. `never` where the number tells of the as-of rather than of the period.
   */
  settles_after_days: z.union([z.int().min(0).max(400), z.literal('never')]).default(0),
}
const shared = {
  ...shown,
  fact: z.enum([
    'complaint',
    'complaint_event',
    'survey',
    'improvement',
    'activity',
    'training',
    'inspection',
    'finding',
  ]),
  /** The date column that decides into which period a row falls. */
  period_by: z.string(),
  /** Rows that the metric looks at, beside the filter of a query. */
  where: condition.optional(),
}

const kinds = z.discriminatedUnion('kind', [
  z.strictObject({
    ...shared,
    kind: z.literal('count'),
    /** Rows whose state the source tells; where there are rows and none of these, the count is not known, rather than 0. */
    known: condition.optional(),
  }),
  /** Sum of a column; not known where no row has it. */
  z.strictObject({ ...shared, kind: z.literal('sum'), value: condition }),
  /** How many different values a column has: not additive over slices. */
  z.strictObject({ ...shared, kind: z.literal('distinct'), value: condition }),
  z.strictObject({
    ...shared,
    kind: z.literal('share'),
    numerator: condition,
    denominator: condition,
    /** Rows that are not yet in the denominator: shown beside the share. */
    pending: condition.optional(),
    /** The clock that the three conditions are read from, where there is one. */
    status: z.string().optional(),
  }),
  /** A share of what rows have counted themselves, such as cases checked: sums of two columns. */
  z.strictObject({ ...shared, kind: z.literal('pooled'), numerator: condition, denominator: condition }),
  /** Mean of a column; `out_of` says that it counts up to so many, and makes a share of it. */
  z.strictObject({
    ...shared,
    kind: z.literal('mean'),
    value: condition,
    out_of: z.number().int().positive().optional(),
  }),
  /** Share of one end of a scale less share of the other, in points; promoters and detractors unless said otherwise. */
  z.strictObject({
    ...shared,
    kind: z.literal('nps'),
    value: condition,
    positive: condition.optional(),
    negative: condition.optional(),
  }),
  /** Quantile of the values as they are, R's type 7: for durations without open cases. */
  z.strictObject({ ...shared, kind: z.literal('quantile'), value: condition, p: z.number().gt(0).lte(1) }),
  /** Kaplan–Meier: the time by which the share `p` has ended, or the share that has ended within `within`. */
  z.strictObject({
    ...shared,
    kind: z.literal('survival'),
    time: condition,
    event: condition,
    p: z.number().gt(0).lt(1).optional(),
    within: z.number().positive().optional(),
  }),
  z.strictObject({ ...shared, kind: z.literal('stock'), enters: z.string(), leaves: z.string() }),
  /** A counted metric per so many units of exposure of the same period and scope, with the exact Poisson interval. */
  z.strictObject({ ...shown, kind: z.literal('rate'), events: name, exposure: z.string(), per: z.number().positive() }),
  /** One metric's number over another's. */
  z.strictObject({ ...shown, kind: z.literal('ratio'), over: name, under: name }),
])

/**
 * Files may say `status: x_status` for a clock: the share of cases that met their limit among those that met it, missed
 * it or are overdue; cases still inside their limit are pending.
 */
const definitionSchema = z.preprocess((given) => {
  if (typeof given !== 'object' || given === null || !('status' in given)) return given
  const { status } = given
  return {
    ...given,
    numerator: `${status} = 'met'`,
    denominator: `${status} in ('met', 'missed', 'overdue_open')`,
    pending: `${status} = 'pending'`,
  }
}, kinds)

/** One metric, as `sql/3_metrics/<name>.yaml` defines it. */
export type MetricDefinition = z.infer<typeof kinds>

/** Metrics that are computed from rows of one fact, and not from other metrics. */
export type FactMetric = Exclude<MetricDefinition, { kind: 'rate' | 'ratio' }>

/** A column to slice by, and the question of 5W1H that it answers. */
export interface Dimension {
  readonly name: string
  readonly question: Question
  readonly facts: readonly string[]
  readonly type: string
}

export const QUESTIONS = ['what', 'why', 'when', 'where', 'who', 'how'] as const
export type Question = (typeof QUESTIONS)[number]

const FOLDER = new URL('../../sql/3_metrics/', import.meta.url)

interface Definitions {
  /** By metric, as its file has it. */
  readonly texts: ReadonlyMap<string, string>
  readonly metrics: ReadonlyMap<string, MetricDefinition>
}

const others = new AsyncLocalStorage<Definitions>()
let own: Definitions | undefined
let dimensions: ReadonlyMap<string, Dimension> | undefined

/** All metrics by name. Throws HY-M-005 where a definition is wrong. */
export function metricCatalogue(): ReadonlyMap<string, MetricDefinition> {
  return definitionsInForce().metrics
}

/** The text of the file that defines a metric; undefined where there is no such metric. */
export function metricText(name: string): string | undefined {
  return definitionsInForce().texts.get(name)
}

/**
 * Does some work by other definitions than the program's own, such as those that an old report was made with. Throws
 * HY-M-005 where one does not fit.
 * @param texts by metric, as its file had it; there are no other metrics
 */
export function withDefinitions<Result>(texts: ReadonlyMap<string, string>, work: () => Result): Result {
  return others.run(definitionsOf(texts), work)
}

/** All dimensions by name, from the headers of the facts. */
export function dimensionCatalogue(): ReadonlyMap<string, Dimension> {
  if (dimensions !== undefined) return dimensions
  const found = new Map<string, Dimension>()
  for (const file of readSqlFolder('2_facts')) {
    const fact = file.name.replace('facts.', '')
    for (const column of file.columns) {
      if (!(QUESTIONS as readonly string[]).includes(column.role)) continue
      const facts = [...(found.get(column.name)?.facts ?? []), fact]
      found.set(column.name, { name: column.name, question: column.role as Question, facts, type: column.type })
    }
  }
  dimensions = found
  return found
}

/** The definition of a metric. Throws HY-M-001 where there is none, naming those that come closest. */
export function metricDefinition(name: string): MetricDefinition {
  const definition = metricCatalogue().get(name)
  if (definition === undefined) {
    const titles = (metric: string) => LOCALES.map((locale) => metricTitle(locale, metric))
    throw new HuiyinError('HY-M-001', {
      metric: name,
      expected: likeNames(name, [...metricCatalogue().keys()], titles),
    })
  }
  return definition
}

/** The metrics that a metric is computed from: itself, unless it is a rate or a ratio. Throws HY-M-001/005. */
export function componentsOf(definition: MetricDefinition): FactMetric[] {
  if (definition.kind !== 'rate' && definition.kind !== 'ratio') return [definition]
  const names = definition.kind === 'rate' ? [definition.events] : [definition.over, definition.under]
  return names.map((component) => {
    const found = metricDefinition(component)
    if (found.kind === 'rate' || found.kind === 'ratio')
      throw new HuiyinError('HY-M-005', {
        file: `${definition.metric}.yaml`,
        key: component,
        expected: 'no rate or ratio',
      })
    return found
  })
}

/** The fact that a metric's slices are taken from. */
export function factOf(definition: MetricDefinition): FactMetric['fact'] {
  return componentsOf(definition)[0]?.fact ?? 'complaint'
}

function definitionsInForce(): Definitions {
  const given = others.getStore()
  if (given !== undefined) return given
  own ??= definitionsOf(
    new Map(
      readdirSync(FOLDER)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .map((name) => [name.replace('.yaml', ''), readFileSync(new URL(name, FOLDER), 'utf8')]),
    ),
  )
  return own
}

function definitionsOf(texts: ReadonlyMap<string, string>): Definitions {
  const metrics = [...texts].map(([metric, text]) => [metric, readDefinition(metric, text)] as const)
  return { texts, metrics: new Map(metrics) }
}

function readDefinition(metric: string, text: string): MetricDefinition {
  const file = `${metric}.yaml`
  const result = definitionSchema.safeParse(parseYaml(text))
  if (!result.success) {
    const [issue] = result.error.issues
    throw new HuiyinError('HY-M-005', { file, key: issue?.path.join('.') ?? '', expected: issue?.message ?? '' })
  }
  if (result.data.metric !== metric) throw new HuiyinError('HY-M-005', { file, key: 'metric', expected: metric })
  return result.data
}
