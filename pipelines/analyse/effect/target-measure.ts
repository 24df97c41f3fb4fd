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

/** Words by which a tracking sheet says that it means a part of all complaints. */
const SHARE_WORDS = /占比|佔比|比例|比重|share|proportion|percentage of/i

/**
 * A target as a metric: by its name in the catalogue or its title in any language; otherwise the sheet means complaints of
 * the slice, by their share where its words say so. The good direction is the metric's own.
 */
export function targetMeasure({ target_metric: wanted }: ImprovementAction): TargetMeasure {
  const words = (wanted ?? '').trim()
  const definition = [...metricCatalogue().values()].find(
    ({ metric }) => metric === words || LOCALES.some((locale) => metricTitle(locale, metric) === words),
  )
  if (definition !== undefined && definition.kind !== 'count' && definition.kind !== 'stock') {
    return { definition, comparison: 'value', good: definition.direction === 'down' ? 'down' : 'up' }
  }
  const comparison = SHARE_WORDS.test(words) ? 'share_of_all' : 'count'
  const counted = definition?.kind === 'count' ? definition : metricDefinition('complaints_received')
  return { definition: counted, comparison, good: counted.direction === 'up' ? 'up' : 'down' }
}
