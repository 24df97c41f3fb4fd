import type { CubedMetric } from './cube-layout.ts'

/** The tables of sums: by one dimension, by two of the main ones, by two others (rows only). */
export type SlotTable = 'single' | 'main' | 'other'

export function tableOf(fact: string, day: string, kind: SlotTable): string {
  return `cube.${fact}_${day}_${kind}`
}

/** What is collected of a metric's column over single rows: of bits one sum with three counters of 31 bits in it. */
export function collectedColumns({ column, kind }: CubedMetric): { readonly name: string; readonly sql: string }[] {
  const value = `"m_${column}"`
  if (kind === 'number')
    return [
      { name: `${column}_a`, sql: `count(${value})` },
      { name: `${column}_b`, sql: `coalesce(sum(${value}), 0)` },
      { name: `${column}_c`, sql: `coalesce(sum(cast(${value} as bigint) * ${value}), 0)` },
    ]
  const wide = `cast(${value} as bigint)`
  return [{ name: `${column}_p`, sql: `sum((${wide} & 1) + ((${wide} & 2) << 30) + ((${wide} & 4) << 60))` }]
}

/** The three sums of a metric's column, and how each is read from what was collected. */
export function sumColumns({ column, kind }: CubedMetric): { readonly name: string; readonly read: string }[] {
  const packed = `"${column}_p"`
  const reads =
    kind === 'number'
      ? ['a', 'b', 'c'].map((part) => `"${column}_${part}"`)
      : [`${packed} & 2147483647`, `(${packed} >> 31) & 2147483647`, `${packed} >> 62`]
  return reads.map((read, at) => ({ name: `${column}_${'abc'[at]}`, read }))
}
