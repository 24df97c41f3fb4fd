import type { Source } from '../core/source-schema.ts'
import { type MetricDefinition, metricCatalogue } from '../metrics/catalogue.ts'
import { openForWriting } from '../warehouse/database.ts'
import { readSqlFolder, type SqlFile } from '../warehouse/sql-file.ts'
import { columnLineage } from './column-lineage.ts'
import { mappedColumns } from './mapped-columns.ts'
import { metricColumns, metricFormula } from './metric-columns.ts'
import { reportMetrics } from './report-metrics.ts'

/** One column of a fact that a metric rests on, back to the exports. */
export interface LineageStep {
  /** `facts.complaint.resolution_status` */
  readonly fact: string
  /** `staging.complaint.resolved_at`; settings of the run, such as its as-of, are left out. */
  readonly staged: readonly string[]
  /** `complaints: 解决时间`; empty where no source of the workspace supplies them. */
  readonly exported: readonly string[]
}

export interface DictionaryMetric {
  readonly definition: MetricDefinition
  readonly formula: readonly string[]
  readonly lineage: readonly LineageStep[]
  readonly reports: readonly string[]
}

/** Everything that the headers of sql/ and the catalogue say, tied together. */
export interface Dictionary {
  readonly tables: readonly SqlFile[]
  readonly metrics: readonly DictionaryMetric[]
}

const FOLDERS = ['1_staging', '2_facts', '4_marts', '5_checks', '6_extracts']
/** What the facts are made of on the way: read for the lineage, and no table of its own. */
export const TRACED = ['2_events', '2_cases', '2_facts']

/** Builds the dictionary for a workspace's sources; without sources the lineage ends at the staged columns. */
export async function buildDictionary(sources: readonly Source[]): Promise<Dictionary> {
  await using database = await openForWriting(':memory:')
  const { connection } = database
  const lineage = await columnLineage(connection, TRACED.flatMap(readSqlFolder))
  const mapped = mappedColumns(sources)
  const reports = reportMetrics()
  const metrics: DictionaryMetric[] = []
  for (const definition of metricCatalogue().values()) {
    const columns = await metricColumns(connection, definition)
    metrics.push({
      definition,
      formula: metricFormula(definition),
      lineage: columns.map((fact) => stepOf(fact, lineage.get(fact) ?? new Set(), mapped)),
      reports: reports.get(definition.metric) ?? [],
    })
  }
  return { tables: FOLDERS.flatMap(readSqlFolder), metrics }
}

function stepOf(
  fact: string,
  origins: ReadonlySet<string>,
  mapped: ReadonlyMap<string, readonly string[]>,
): LineageStep {
  const staged = [...origins].filter((origin) => mapped.has(origin)).sort()
  return { fact, staged, exported: [...new Set(staged.flatMap((column) => mapped.get(column) ?? []))] }
}
