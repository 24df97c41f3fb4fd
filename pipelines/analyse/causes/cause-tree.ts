import type { DuckDBConnection } from '@duckdb/node-api'
import { codeLabels } from '../../metrics/labels.ts'
import { queryRows } from '../../warehouse/query.ts'
import type { Span } from '../effect/comparison-windows.ts'

export interface Twig {
  /** Null where it is not known. */
  readonly cause: string | null
  readonly count: number
}

export interface Bone {
  /** Code of the bone; null for complaints whose bone is not known. */
  readonly bone: string | null
  readonly count: number
  /** Largest first. Empty where nothing is on the bone. */
  readonly twigs: readonly Twig[]
}

export interface CauseTree {
  readonly dimension: 'fishbone_branch' | 'cause_group'
  /** Largest first; empty bones follow, and the unknown one is last. */
  readonly bones: readonly Bone[]
}

/**
 * The coded causes of complaints received in a span as a fishbone: branches of people, machine, material, method,
 * environment and measurement where they are coded, else groups of causes. Bones that the code list has and no complaint
 * are shown empty. Null where neither is coded.
 */
export async function causeTree(connection: DuckDBConnection, span: Span): Promise<CauseTree | null> {
  const rows = await queryRows<{
    branch: string | null
    cause_group: string | null
    cause: string | null
    count: number
  }>(
    connection,
    `select
      complaint.fishbone_branch as branch,
      complaint.cause_group,
      complaint.cause,
      count(*) as count
    from facts.complaint
    where complaint.received_on between cast('${span.from}' as date) and cast('${span.to}' as date)
    group by 1, 2, 3
    order by 1, 2, 3`,
  )
  if (rows.some(({ branch }) => isCoded(branch)))
    return { dimension: 'fishbone_branch', bones: bonesOf(rows, 'fishbone_branch', ({ branch }) => branch) }
  if (rows.some(({ cause_group: group }) => isCoded(group)))
    return { dimension: 'cause_group', bones: bonesOf(rows, 'cause_group', ({ cause_group: group }) => group) }
  return null
}

type Counted = { readonly cause: string | null; readonly count: number }

function bonesOf<Row extends Counted>(
  rows: readonly Row[],
  dimension: string,
  boneOf: (row: Row) => string | null,
): Bone[] {
  const found = Map.groupBy(rows, (row) => (isCoded(boneOf(row)) ? boneOf(row) : null))
  const names = [...new Set([...Object.keys(codeLabels('en', dimension)), ...found.keys()])]
  return names
    .map((bone) => {
      const twigs = twigsOf(found.get(bone) ?? [])
      return { bone, count: twigs.reduce((sum, { count }) => sum + count, 0), twigs }
    })
    .filter(({ bone, count }) => bone !== null || count > 0)
    .sort(
      (a, b) =>
        Number(a.bone === null) - Number(b.bone === null) ||
        b.count - a.count ||
        ((a.bone ?? '') < (b.bone ?? '') ? -1 : 1),
    )
}

function twigsOf(rows: readonly Counted[]): Twig[] {
  return [...Map.groupBy(rows, ({ cause }) => cause)]
    .map(([cause, own]) => ({ cause, count: own.reduce((sum, { count }) => sum + count, 0) }))
    .sort(
      (a, b) =>
        Number(a.cause === null) - Number(b.cause === null) ||
        b.count - a.count ||
        ((a.cause ?? '') < (b.cause ?? '') ? -1 : 1),
    )
}

function isCoded(code: string | null): boolean {
  return code !== null && code !== 'unmapped'
}
