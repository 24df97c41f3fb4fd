import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerMetrics } from '../../../pipelines/metrics/answer-metrics.ts'
import { componentsOf, factOf, type MetricDefinition, metricCatalogue } from '../../../pipelines/metrics/catalogue.ts'
import { type Database, openForWriting } from '../../../pipelines/warehouse/database.ts'
import { execute, identifier, literal } from '../../../pipelines/warehouse/query.ts'
import type { SnapshotRun } from '../../../pipelines/warehouse/snapshot.ts'
import { readSqlFolder } from '../../../pipelines/warehouse/sql-file.ts'

type ExampleRow = Record<string, string | number | boolean | null>

const RUN: SnapshotRun = {
  runId: 'example',
  asOf: '2026-04-01T00:00:00+08:00',
  timezone: 'Asia/Shanghai',
  organisation: {},
  version: '0',
}
const FACTS = new Map(readSqlFolder('2_facts').map((file) => [file.name, file.columns]))
let database: Database
/** Facts that the example before has filled. */
const filled = new Set<string>()

beforeAll(async () => {
  database = await openForWriting(':memory:')
  await execute(database.connection, 'create schema facts')
  for (const [name, columns] of FACTS) {
    // Private columns are not in a snapshot: a metric that reads one does not bind here.
    const list = columns
      .filter(({ privacy }) => privacy !== 'private')
      .map((column) => `${identifier(column.name)} ${column.type}`)
    await execute(database.connection, `create table ${name} (${list.join(', ')})`)
  }
})
afterAll(() => database.close())

/** The rows of an example by fact; a bare list belongs to the metric's own fact. */
function rowsByFact(definition: MetricDefinition): Map<string, readonly ExampleRow[]> {
  const rows = definition.example?.rows ?? []
  return new Map(Array.isArray(rows) ? [[factOf(definition), rows]] : Object.entries(rows))
}

/** A date column that an example leaves open lies in its month, so that its rows fall into the range asked for. */
async function insert(definition: MetricDefinition, fact: string, row: ExampleRow): Promise<void> {
  const dates = componentsOf(definition)
    .filter((component) => component.fact === fact && component.kind !== 'stock')
    .map((component) => [component.period_by, '2026-03-02'])
  const full: ExampleRow = { ...Object.fromEntries(dates), ...row }
  const columns = Object.keys(full)
  const values = Object.values(full).map((value) => (typeof value === 'string' ? literal(value) : String(value)))
  await execute(
    database.connection,
    `insert into facts.${fact} (${columns.map(identifier).join(', ')}) values (${values.join(', ')})`,
  )
}

describe('worked examples', () => {
  test.each([...metricCatalogue().values()])('$metric', async (definition) => {
    const { example } = definition
    expect(example, 'each metric has a worked example').toBeDefined()
    if (example === undefined) return
    for (const fact of filled) await execute(database.connection, `delete from facts.${fact}`)
    filled.clear()
    for (const [fact, rows] of rowsByFact(definition)) {
      filled.add(fact)
      for (const row of rows) await insert(definition, fact, row)
    }
    const { rows } = await answerMetrics(database.connection, RUN, {
      metrics: [definition.metric],
      from: '2026-03-01',
      to: '2026-03-31',
    })
    expect(rows).toHaveLength(1)
    const [got] = rows
    if (example.value === null) expect(got?.value).toBeNull()
    else expect(got?.value).toBeCloseTo(example.value, 9)
    for (const part of ['numerator', 'denominator', 'pending'] as const)
      if (example[part] !== undefined) expect(got?.[part], part).toBe(example[part])
  })
})
