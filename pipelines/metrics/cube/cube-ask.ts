import type { PeriodUnit } from '../periods.ts'
import type { CellBook } from './cell-book.ts'
import type { CubedMetric } from './cube-layout.ts'
import type { SlotTable } from './cube-tables.ts'

/** Some columns of a fact between two days, for several lists of dimensions at once. */
export interface CubeAsk {
  readonly day: string
  readonly columns: readonly CubedMetric[]
  readonly from: string
  readonly to: string
  readonly period: PeriodUnit | undefined
  /** Dimension → codes, any of which may hold. */
  readonly codes: ReadonlyMap<string, readonly number[]>
}

export type CubeSlice = readonly string[]

/** A list of dimensions whose sums are in a table of sums. */
export interface CubeSlot {
  readonly kind: SlotTable
  readonly number: number
  /** In the order of the table's codes. */
  readonly dimensions: readonly string[]
}

/** A list of dimensions, and where its cells are gathered. */
export interface SlicedBook {
  readonly slice: CubeSlice
  readonly book: CellBook
}
