import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { HuiyinError } from '../core/errors.ts'
import { readSqlFolder } from '../warehouse/sql-file.ts'

const condition = z.string().min(1)
const shared = {
  metric: z.string().regex(/^[a-z][a-z0-9_]*$/),
  fact: z.enum(['complaint', 'survey']),
  /** The date column that decides into which period a row falls. */
  period_by: z.string(),
  unit: z.enum(['count', 'share', 'points', 'score']),
  direction: z.enum(['up', 'down', 'none']),
  target: z.strictObject({ value: z.number(), comparator: z.enum(['>=', '>', '<=', '<']) }).optional(),
  smallest_n: z.int().min(1).default(10),
  decimals: z.int().min(0).max(4).optional(),
  chart: z.enum(['line', 'bar']),
  requirements: z.array(z.string().regex(/^R\d{3}$/)),
  /**
   * Days after a period's end until its number no longer moves by itself; only then is the period a point of a control
   * chart. `never` where the number tells of the as-of rather than of the period.
   */
  settles_after_days: z.union([z.int().min(0).max(400), z.literal('never')]).default(0),
  /** Rows that the metric looks at, beside the filter of a query. */
  where: condition.optional(),
}

const definitionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...shared,
    kind: z.literal('count'),
    /** Rows whose state the source tells; where there are rows and none of these, the count is not known, rather than 0. */
    known: condition.optional(),
  }),
  z.strictObject({
    ...shared,
    kind: z.literal('share'),
    numerator: condition,
    denominator: condition,
    /** Rows that are not yet in the denominator: shown beside the share. */
    pending: condition.optional(),
  }),
  z.strictObject({ ...shared, kind: z.literal('mean'), value: condition }),
  z.strictObject({ ...shared, kind: z.literal('nps'), value: condition }),
  z.strictObject({ ...shared, kind: z.literal('stock'), enters: z.string(), leaves: z.string() }),
])

/** One metric, as `sql/3_metrics/<name>.yaml` defines it. */
export type MetricDefinition = z.infer<typeof definitionSchema>

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
let metrics: ReadonlyMap<string, MetricDefinition> | undefined
let dimensions: ReadonlyMap<string, Dimension> | undefined

/** All metrics by name. Throws HY-M-005 where a definition is wrong. */
export function metricCatalogue(): ReadonlyMap<string, MetricDefinition> {
  metrics ??= new Map(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => [name.replace('.yaml', ''), readDefinition(name)]),
  )
  return metrics
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

/** The definition of a metric. Throws HY-M-001 where there is none, naming those that exist. */
export function metricDefinition(name: string): MetricDefinition {
  const definition = metricCatalogue().get(name)
  if (definition === undefined) {
    throw new HuiyinError('HY-M-001', { metric: name, expected: [...metricCatalogue().keys()].join(', ') })
  }
  return definition
}

function readDefinition(name: string): MetricDefinition {
  const result = definitionSchema.safeParse(parse(readFileSync(new URL(name, FOLDER), 'utf8')))
  if (!result.success) {
    const [issue] = result.error.issues
    throw new HuiyinError('HY-M-005', { file: name, key: issue?.path.join('.') ?? '', expected: issue?.message ?? '' })
  }
  if (`${result.data.metric}.yaml` !== name)
    throw new HuiyinError('HY-M-005', { file: name, key: 'metric', expected: name.replace('.yaml', '') })
  return result.data
}
