import type { TopLevelSpec } from 'vega-lite'
import { MARK_SHAPES, RULE_MARKS } from '../../../charts/rule-mark.ts'
import type { MetaMetric } from '../../api/heads.ts'
import { chartFrame } from './chart-frame.ts'
import type { Theme } from './theme.ts'
import { hitLayer, hoverLayer, periodAxis, valueAxis } from './trend-spec.ts'

/**
 * A control chart. Rows: `id`, `value`, `centre`, `lower`, `upper`, `phase` (limits are drawn in stretches), `cause`
 * (common, improvement, concern, other), `mark` (a rule's mark, or none), `aside`, `target`.
 */
export function controlSpec(metric: MetaMetric, theme: Theme, isDense: boolean): TopLevelSpec {
  const y = (field: string) => ({ ...valueAxis(metric, field), scale: { zero: false, nice: 5 } })
  const limit = (field: string, dash: readonly number[], color: string) => ({
    mark: { type: 'line', interpolate: 'step', strokeWidth: 1, strokeDash: dash, color },
    encoding: { y: y(field), detail: { field: 'phase' } },
  })
  return {
    ...chartFrame(theme),
    params: [{ name: 'labels', value: {} }],
    encoding: { x: periodAxis('line') },
    layer: [
      hoverLayer(theme),
      {
        mark: { type: 'area', interpolate: 'step', color: theme.muted, opacity: 0.07 },
        encoding: { y: y('lower'), y2: { field: 'upper' }, detail: { field: 'phase' } },
      },
      limit('lower', [4, 3], theme.muted),
      limit('upper', [4, 3], theme.muted),
      limit('centre', [1, 0], theme.muted),
      {
        transform: [{ filter: 'isValid(datum.target)' }],
        mark: { type: 'line', color: theme.bad, strokeWidth: 1.3, strokeDash: [2, 3] },
        encoding: { y: y('target') },
      },
      { mark: { type: 'line', color: theme.faint, strokeWidth: 1.3 }, encoding: { y: y('value') } },
      points(theme, y('value'), isDense),
      hitLayer(theme),
    ],
  } as TopLevelSpec
}

/** The shape says which rule a point is part of, as in reports; the colour, whether that is better or worse. */
function points(theme: Theme, y: object, isDense: boolean) {
  return {
    transform: [{ filter: 'isValid(datum.value)' }],
    mark: { type: 'point', filled: true, opacity: 1 },
    encoding: {
      y,
      size: { condition: { test: "datum.mark === 'none'", value: isDense ? 16 : 34 }, value: isDense ? 34 : 66 },
      color: {
        field: 'cause',
        type: 'nominal',
        legend: null,
        scale: {
          domain: ['common', 'improvement', 'concern', 'other'],
          range: [theme.muted, theme.accent, theme.second, theme.ink],
        },
      },
      shape: {
        field: 'mark',
        type: 'nominal',
        legend: null,
        scale: { domain: ['none', ...RULE_MARKS], range: ['circle', ...RULE_MARKS.map((mark) => MARK_SHAPES[mark])] },
      },
      opacity: { condition: { test: 'datum.aside', value: 0.35 }, value: 1 },
    },
  }
}
