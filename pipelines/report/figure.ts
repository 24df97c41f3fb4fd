import { canonicalJson, sha256 } from '../core/hash.ts'
import type { FactMetric } from '../metrics/catalogue.ts'
import type { Statement } from '../metrics/metric-query.ts'

export type Cell = string | number | boolean | null
export type FigureRow = Readonly<Record<string, Cell>>

/** Rows of a statement, its columns being texts, numbers, flags or null. */
export type AskRows = <Row extends FigureRow>(statement: Statement) => Promise<Row[]>

/** The condition, in SQL and its parameters, that the report's filters put on a fact; `true` without filters. */
export type FactFilter = (fact: FactMetric['fact']) => {
  readonly sql: string
  readonly parameters: Statement['parameters']
}

/** What a figure is called: the message `figures.<figure>` of the area `report`, filled with the titles of the rest. */
export interface FigureName {
  readonly figure: string
  readonly metric?: string
  readonly dimension?: string
  readonly question?: string
}

/** One block of numbers, table or chart: all that it shows, how that was got, and the hash that proves it. */
export interface Figure<Row extends FigureRow = FigureRow> {
  /** Such as `F3`, in the order of the report. */
  readonly ref: string
  readonly name: FigureName
  readonly rows: readonly Row[]
  readonly statements: readonly Statement[]
  /** Of the rows, see `hashOfRows`. */
  readonly sha256: string
}

/** The figures of one report, numbered as they are added. */
export interface FigureBook {
  readonly figures: readonly Figure[]
  /** Forgets the figures behind the first `count`: those of a section that could not be computed. */
  keep(count: number): void
  add<Row extends FigureRow>(
    name: FigureName,
    rows: readonly Row[],
    statements: readonly (Statement | readonly Statement[])[],
  ): Figure<Row>
}

export function figureBook(): FigureBook {
  const figures: Figure[] = []
  return {
    figures,
    keep(count) {
      figures.length = count
    },
    add(name, rows, statements) {
      const figure = {
        ref: `F${figures.length + 1}`,
        name,
        rows,
        statements: statements.flat(),
        sha256: hashOfRows(rows),
      }
      figures.push(figure)
      return figure
    },
  }
}

/** SHA-256 of the rows as canonical JSON: keys sorted, no white space, numbers as JavaScript writes them. */
export function hashOfRows(rows: readonly FigureRow[]): string {
  return sha256(canonicalJson(rows))
}
