import type { DuckDBConnection } from '@duckdb/node-api'
import type { Dimension } from '../../metrics/catalogue.ts'
import { identifier, literal, queryRows } from '../../warehouse/query.ts'
import type { Span } from '../effect/comparison-windows.ts'

/** Complaints of one member of a dimension in the spans that are looked at. */
export interface ComplaintCell {
  readonly dimension: string
  /** Null for the unknown. */
  readonly member: string | null
  /** In the latest weeks, and in as many before them. */
  readonly focus: number
  readonly reference: number
  /** In the longer span of a Pareto; and the same weighted by level. */
  readonly ranked: number
  readonly weighted: number
}

export interface CellSpans {
  readonly reference: Span
  readonly focus: Span
  readonly ranked: Span
}

/** What a complaint of a level counts in a Pareto weighted by level, by its code; others count 1. */
export type LevelWeights = Readonly<Record<string, number>>

/** Complaints by each member of each dimension, received in the spans; dimensions of which nothing is known are left out. */
export async function complaintCells(
  connection: DuckDBConnection,
  dimensions: readonly Dimension[],
  spans: CellSpans,
  weights: LevelWeights,
): Promise<ComplaintCell[]> {
  const days = [spans.reference.from, spans.ranked.from, spans.focus.to, spans.ranked.to].sort()
  const within = ({ from, to }: Span) => `recent.received_on between cast('${from}' as date) and cast('${to}' as date)`
  const weight = Object.entries(weights).map(([level, count]) => `when ${literal(level)} then ${count}`)
  const cells = await queryRows<ComplaintCell>(
    connection,
    `with recent as (
      select complaint.received_on, complaint.level as weighed_level,
        ${dimensions.map(({ name }) => `complaint.${identifier(name)}`).join(', ')}
      from facts.complaint
      where complaint.received_on between cast('${days[0]}' as date) and cast('${days.at(-1)}' as date)
    )
    ${dimensions
      .map(
        ({ name }) => `select
      '${name}' as dimension,
      cast(recent.${identifier(name)} as varchar) as member,
      count(*) filter (where ${within(spans.focus)}) as focus,
      count(*) filter (where ${within(spans.reference)}) as reference,
      count(*) filter (where ${within(spans.ranked)}) as ranked,
      sum(case recent.weighed_level ${weight.join(' ')} else 1 end) filter (where ${within(spans.ranked)}) as weighted
    from recent
    group by 2`,
      )
      .join('\n    union all ')}
    order by 1, 2`,
  )
  const known = new Set(cells.filter(({ member }) => member !== null).map(({ dimension }) => dimension))
  const place = new Map(dimensions.map(({ name }, index) => [name, index]))
  return cells
    .filter(({ dimension }) => known.has(dimension))
    .map((cell) => ({ ...cell, weighted: Number(cell.weighted ?? 0) }))
    .sort((a, b) => (place.get(a.dimension) ?? 0) - (place.get(b.dimension) ?? 0))
}

/** Complaints received in a span by pairs of members of two dimensions, each pair of dimensions once; known members only. */
export interface PairCount {
  readonly first: string
  readonly second: string
  readonly member: string
  readonly by: string
  readonly count: number
}

export async function pairCounts(
  connection: DuckDBConnection,
  pairs: readonly (readonly [Dimension, Dimension])[],
  span: Span,
): Promise<PairCount[]> {
  if (pairs.length === 0) return []
  const names = [...new Set(pairs.flat().map(({ name }) => name))]
  return queryRows<PairCount>(
    connection,
    `with recent as (
      select ${names.map((name) => `cast(complaint.${identifier(name)} as varchar) as ${identifier(name)}`).join(', ')}
      from facts.complaint
      where complaint.received_on between cast('${span.from}' as date) and cast('${span.to}' as date)
    )
    ${pairs
      .map(
        ([{ name: one }, { name: other }]) => `select '${one}' as first, '${other}' as second,
      recent.${identifier(one)} as member, recent.${identifier(other)} as by, count(*) as count
    from recent
    where recent.${identifier(one)} is not null and recent.${identifier(other)} is not null
    group by 3, 4`,
      )
      .join('\n    union all ')}
    order by 1, 2, 3, 4`,
  )
}
