import type { FactMetric } from './catalogue.ts'
import { dimensionKeys, filterOf, type MetricQuery, periodKey, type Statement } from './metric-query.ts'
import { packedParts } from './packed-parts.ts'

/** A statement for many slices at once, and which of them a row belongs to by its `slice`. */
export interface SlicesStatement extends Statement {
  /** For each slice the value of the column `slice` in its rows. */
  readonly markers: readonly number[]
}

/**
 * One scan for all given metrics of a fact and period column, sliced by each list of dimensions in turn (grouping
 * sets): columns `slice`, `period`, every dimension (null where it is not of the slice), `m<i>_a`, `m<i>_b`, `m<i>_c`.
 */
export function slicesStatement(
  definitions: readonly FactMetric[],
  query: MetricQuery,
  slices: readonly (readonly string[])[],
  from: string,
  to: string,
): SlicesStatement {
  const [first] = definitions
  if (first === undefined) throw new RangeError('no metric')
  const filter = filterOf(query, first)
  const dimensions = [...new Set(slices.flat())]
  const keys = dimensionKeys({ ...query, by: dimensions }, first)
  const period = periodKey(first.period_by, query.period)
  const packed = definitions.map((definition, index) => packedParts(definition, `p${index}`))
  const summed = packed.flatMap((parts) => [...parts.summed])
  const plain = definitions.flatMap((definition, index) =>
    plainAggregates(definition, packed[index]?.parts ?? [], index),
  )
  const sets = slices.map(
    (slice) => `(${[...period.map(() => 'period'), ...dimensionKeys({ ...query, by: slice }, first)].join(', ')})`,
  )
  const outer = [...period.map(() => 'period'), ...keys]
  const parts = packed.flatMap(({ parts: own, summed: packedOwn }, index) =>
    own.map((sql, part) => {
      const value = packedOwn.size > 0 ? sql : `a${index}_${part}`
      return `cast(${value} as double) as m${index}_${'abc'[part]}`
    }),
  )
  const sql = [
    `select ${['slice', ...outer, ...parts].join(',\n    ')}`,
    'from (',
    `    select ${[
      keys.length === 0 ? '0 as slice' : `grouping_id(${keys.join(', ')}) as slice`,
      ...outer,
      'count(*) as sum_rows',
      ...summed.map(([alias]) => `sum(${alias}) as sum_${alias}`),
      ...plain,
    ].join(',\n        ')}`,
    '    from (',
    `        select ${[...period, '*', ...summed.map(([alias, value]) => `${value} as ${alias}`)].join(',\n            ')}`,
    `        from facts.${first.fact}`,
    `        where ${[`${first.period_by} between cast($from as date) and cast($to as date)`, ...filter.conditions].join(' and ')}`,
    '    ) as counted',
    `    group by grouping sets (${sets.join(', ')})`,
    ') as summed',
  ].join('\n')
  return {
    sql,
    parameters: { ...filter.parameters, from, to },
    markers: slices.map((slice) => markerOf(slice, dimensions)),
  }
}

/** Aggregates that are not packed, computed in the inner statement. */
function plainAggregates(definition: FactMetric, parts: readonly string[], index: number): string[] {
  const isPacked = definition.kind === 'share' || definition.kind === 'count' || definition.kind === 'nps'
  return isPacked ? [] : parts.map((sql, part) => `${sql} as a${index}_${part}`)
}

/** The grouping id of a slice: a bit is set for each dimension that the slice does not have, the first one highest. */
function markerOf(slice: readonly string[], dimensions: readonly string[]): number {
  return dimensions.reduce((marker, name) => marker * 2 + (slice.includes(name) ? 0 : 1), 0)
}
