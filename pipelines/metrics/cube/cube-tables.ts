import type { CubedFact, CubedMetric } from './cube-layout.ts'

/** Sums by segment of days: by one dimension, of every column of a day; by two, of the rows only. */
export type SlotTable = 'single' | 'pair'

/** Stands for a blank day: later than any. */
export const NO_DAY = 2_147_483_647
/** Stands for a blank number; among those with decimals NaN does. */
export const NO_NUMBER = -2_147_483_648

/** The table of a fact's rows: a code for each dimension, a number for each day (since 1970-01-01) and each column. */
export function rowsTable(fact: CubedFact): string {
  return `cube.${fact}`
}

/** The name of a table of sums in the schema `cube`. */
export function slotName(fact: CubedFact, day: string, kind: SlotTable): string {
  return `${fact}_${day}_${kind}`
}

/** The columns of a metric's three sums in a table of sums. */
export function sumNames({ column }: CubedMetric): readonly [string, string, string] {
  return [`${column}_a`, `${column}_b`, `${column}_c`]
}
