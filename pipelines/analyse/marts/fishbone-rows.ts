import type { MartRow } from '../../warehouse/fill-mart.ts'
import type { CauseTree } from '../causes/cause-tree.ts'
import type { Span } from '../effect/comparison-windows.ts'

/** The rows of `marts.fishbone`; none where no cause is coded. */
export function fishboneRows(tree: CauseTree | null, span: Span): MartRow[] {
  if (tree === null) return []
  const total = tree.bones.reduce((sum, { count }) => sum + count, 0)
  const unknown = tree.bones.find(({ bone }) => bone === null)?.count ?? 0
  return tree.bones.flatMap(({ bone, count, twigs }) =>
    (twigs.length > 0 ? twigs : [{ cause: null, count: 0 }]).map((twig) => ({
      bone_dimension: tree.dimension,
      bone,
      cause: twig.cause,
      span_from: span.from,
      span_to: span.to,
      case_count: twig.count,
      bone_count: count,
      coded_count: total - unknown,
      total_count: total,
    })),
  )
}
