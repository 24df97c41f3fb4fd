import type { TopLevelSpec } from 'vega-lite'
import { COMPARED_METRICS } from '../page-content.ts'
import { chartFrame } from './chart-frame.ts'
import { BY_RANK, rowAxis } from './row-axis.ts'
import type { Theme } from './theme.ts'

/**
 * Two rates a line, each as a mark on its interval. Rows: `label`, `rank`, `metric`, `value`, `low`, `high`, `missing`
 * (why there is no value, in words), flag `faded`.
 */
export function compareSpec(theme: Theme): TopLevelSpec {
  return {
    ...chartFrame(theme),
    encoding: {
      y: {
        field: 'label',
        type: 'ordinal',
        sort: BY_RANK,
        scale: { paddingInner: 0.2, paddingOuter: 0.1 },
        axis: { ...rowAxis(theme), grid: true, tickBand: 'extent' },
      },
    },
    layer: [
      ...rates(theme),
      { mark: { type: 'rect', fill: 'transparent', cursor: 'pointer' }, encoding: { tooltip: { field: 'label' } } },
    ],
  } as TopLevelSpec
}

function rates(theme: Theme) {
  const [first, second] = COMPARED_METRICS
  const isSecond = `datum.metric === '${second}'`
  const color = { condition: { test: isSecond, value: theme.second }, value: theme.accent }
  const scale = { domain: [first, second], paddingOuter: 0.2, paddingInner: 0 }
  const yOffset = { field: 'metric', type: 'nominal', scale }
  const faded = (pale: number, full: number) => ({ condition: { test: 'datum.faded', value: pale }, value: full })
  const x = {
    field: 'value',
    type: 'quantitative',
    scale: { zero: false, nice: 5 },
    axis: { format: '.0%', title: null, tickCount: 5 },
  }
  return [
    {
      mark: { type: 'rule', strokeWidth: 3, strokeCap: 'round' },
      encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, yOffset, color, opacity: faded(0.15, 0.38) },
    },
    {
      transform: [{ filter: 'isValid(datum.value)' }],
      mark: { type: 'point', filled: true, size: 70 },
      encoding: {
        x,
        yOffset,
        color,
        opacity: faded(0.3, 1),
        shape: { condition: { test: isSecond, value: 'diamond' }, value: 'circle' },
      },
    },
    {
      mark: { type: 'text', align: 'left', dx: 4, color: theme.muted, fontSize: 11 },
      encoding: { x: { value: 0 }, yOffset, text: { field: 'missing' } },
    },
  ]
}
