import type { TopLevelSpec } from 'vega-lite'
import type { FigureRow } from '../../api/tables.ts'
import { isShown } from '../page-view.ts'
import { chartFrame } from './chart-frame.ts'
import type { Draw } from './chart-view.ts'
import type { Theme } from './theme.ts'

const HEIGHT = 34

/** A line without axes for a tile: the course at a glance, the last whole period as a dot. */
export function drawSpark(rows: readonly FigureRow[], centre: number | null): Draw {
  const whole = rows.filter((row) => row.complete && !row.cut)
  return (_width, theme) => ({
    spec: spec(theme),
    height: HEIGHT,
    rows: whole.map((row, index) => ({
      id: row.period ?? '',
      value: isShown(row) ? row.value : null,
      is_last: index === whole.length - 1,
      centre,
    })),
  })
}

function spec(theme: Theme): TopLevelSpec {
  const y = { field: 'value', type: 'quantitative', axis: null, scale: { zero: false, nice: false } }
  return {
    ...chartFrame(theme),
    padding: { left: 3, right: 5, top: 4, bottom: 3 },
    encoding: { x: { field: 'id', type: 'ordinal', axis: null, sort: 'ascending', scale: { paddingOuter: 0 } } },
    layer: [
      {
        transform: [{ filter: 'isValid(datum.centre)' }],
        mark: { type: 'line', color: theme.faint, strokeWidth: 1, strokeDash: [3, 3] },
        encoding: { y: { ...y, field: 'centre' } },
      },
      { mark: { type: 'line', color: theme.accent, strokeWidth: 1.5 }, encoding: { y } },
      {
        transform: [{ filter: 'datum.is_last && isValid(datum.value)' }],
        mark: { type: 'point', filled: true, size: 28, color: theme.accent, opacity: 1 },
        encoding: { y },
      },
    ],
  } as TopLevelSpec
}
