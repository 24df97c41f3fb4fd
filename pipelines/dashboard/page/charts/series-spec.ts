import type { TopLevelSpec } from 'vega-lite'
import type { MetaMetric } from '../../api/heads.ts'
import { chartFrame } from './chart-frame.ts'
import type { Theme } from './theme.ts'
import { hitLayer, hoverLayer, periodAxis, valueAxis } from './trend-spec.ts'

/** Lines by period, one a group. Rows: `id`, `value`, `series`; the params `labels` and `names` have the words. */
export function seriesSpec(metric: MetaMetric, theme: Theme, names: readonly string[]): TopLevelSpec {
  const color = {
    field: 'series',
    type: 'nominal',
    scale: { domain: names.map((_name, index) => String(index)), range: palette(theme) },
    legend: {
      title: null,
      orient: 'top',
      labelExpr: "names[toNumber(datum.label)] || ''",
      labelColor: theme.muted,
      labelFontSize: 12,
      symbolType: 'circle',
      labelLimit: 160,
      columns: 3,
    },
  }
  const y = valueAxis(metric, 'value')
  return {
    ...chartFrame(theme),
    params: [
      { name: 'labels', value: {} },
      { name: 'names', value: [] },
    ],
    encoding: { x: periodAxis('line') },
    layer: [
      hoverLayer(theme),
      { mark: { type: 'line', strokeWidth: 1.8 }, encoding: { y, color } },
      {
        transform: [{ filter: 'isValid(datum.value)' }],
        mark: { type: 'point', filled: true, size: 18, opacity: 1 },
        encoding: { y, color },
      },
      hitLayer(theme),
    ],
  } as TopLevelSpec
}

function palette({ accent, second, good, ink, bad, muted }: Theme): string[] {
  return [accent, second, good, ink, bad, muted]
}
