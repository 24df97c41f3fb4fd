import { ACTION, CASE } from './case-tables.ts'
import type { Columns, RowOf } from './columns.ts'
import { CELL, CROSS, FIGURE, PARETO } from './figure-tables.ts'
import { CHOICE, CLAUSE, LIMIT } from './norm-tables.ts'
import type { PageName } from './pages.ts'
import { BATCH, CHECK, QUARANTINE, RESTATEMENT } from './quality-tables.ts'
import { CONTRIBUTION, DRIVER, KEYNESS, POINT, READING, SCAN } from './signal-tables.ts'

/** The tables of each page's answer. */
export const PAGE_TABLES = {
  overview: { headline: FIGURE, sparks: FIGURE, verdicts: POINT, findings: SCAN, contributions: CONTRIBUTION },
  complaints: { trend: FIGURE, pareto: PARETO, cells: CELL, cross: CROSS },
  timeliness: {
    clocks: FIGURE,
    trend: FIGURE,
    compared: FIGURE,
    ageing: FIGURE,
    stages: FIGURE,
    limits: LIMIT,
    overdue: CASE,
  },
  satisfaction: { headline: FIGURE, trend: FIGURE, items: FIGURE, response: FIGURE, compared: FIGURE },
  signals: {
    charts: POINT,
    points: POINT,
    scan: SCAN,
    contributions: CONTRIBUTION,
    drivers: DRIVER,
    keyness: KEYNESS,
    readings: READING,
  },
  improvement: { headline: FIGURE, actions: ACTION },
  norms: { clauses: CLAUSE, choices: CHOICE, limits: LIMIT },
  quality: { batches: BATCH, quarantine: QUARANTINE, checks: CHECK, restatements: RESTATEMENT },
  explore: { figures: FIGURE, groups: FIGURE, totals: FIGURE },
} as const satisfies Record<PageName, object>

export type FigureRow = RowOf<typeof FIGURE>
export type CaseRow = RowOf<typeof CASE>

/** The rows of a page's answer, by table. */
export type PageRows<Page extends PageName> = {
  readonly [Table in keyof (typeof PAGE_TABLES)[Page]]: (typeof PAGE_TABLES)[Page][Table] extends infer Shape extends
    Columns
    ? readonly RowOf<Shape>[]
    : never
}
