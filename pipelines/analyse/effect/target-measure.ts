import { LOCALES } from '../../core/locale.ts'
import { type MetricDefinition, metricCatalogue, metricDefinition } from '../../metrics/catalogue.ts'
import { metricTitle } from '../../metrics/labels.ts'
import type { GoodDirection } from '../rules/verdicts.ts'
import type { ImprovementAction } from './improvement-action.ts'

/** What of an action is compared: a metric's `value` in the slice, the slice's `count`, or its `share_of_all` cases. */
export interface TargetMeasure {
  readonly definition: MetricDefinition
  readonly comparison: 'value' | 'count' | 'share_of_all'
  readonly good: Exclude<GoodDirection, 'none'>
}

/** Words by which a tracking sheet says that it means a part of all complaints, or their number. */
const SHARE_WORDS = /占比|佔比|比例|比重|\bshare\b|proportion|percentage of/i
const COUNT_WORDS =
  /件数|件數|数量|數量|投诉量|投訴量|客诉量|客訴量|投诉数|投訴數|新增投诉|新增投訴|number of|\bcount\b/i

/**
 * A target as a metric: by its name in the catalogue or its title in any language; otherwise complaints of the slice, by
 * their share or number where its words say so, by number where it has none. The good direction is the metric's own. Null
 * where the words name something else, rather than comparing what nobody meant.
 */
export function targetMeasure({ target_metric: wanted }: ImprovementAction): TargetMeasure | null {
  const words = (wanted ?? '').trim()
  const definition = [...metricCatalogue().values()].find(
    ({ metric }) => metric === words || LOCALES.some((locale) => metricTitle(locale, metric) === words),
  )
  // A number that tells of the as-of rather than of its period cannot be compared before and after.
  if (definition?.kind === 'stock' || definition?.settles_after_days === 'never') return null
  if (definition !== undefined && definition.kind !== 'count') {
    return { definition, comparison: 'value', good: definition.direction === 'down' ? 'down' : 'up' }
  }
  const counted = definition ?? metricDefinition('complaints_received')
  const good = counted.direction === 'up' ? 'up' : 'down'
  if (SHARE_WORDS.test(words)) return { definition: counted, comparison: 'share_of_all', good }
  const isCount = definition !== undefined || words === '' || COUNT_WORDS.test(words)
  return isCount ? { definition: counted, comparison: 'count', good } : null
}
