import type { TopLevelSpec } from 'vega-lite'
import { chartFrame } from './chart-frame.ts'
import { ROW_TARGET, rowChannel } from './row-axis.ts'
import type { Theme } from './theme.ts'

/** Pixels that a count inside its bar needs; beside a long bar it would stand in the way of the cumulative line. */
const COUNT_WIDTH = 56

/**
 * Bars and cumulative line on one scale, the share of all, so that the line begins where the first bar ends. Rows:
 * `label`, `rank`, `share`, `cumulative`, `count` (in words), flags `vital`, `chosen`, `faded`.
 * @param width pixels of the drawing without the names
 */
export function paretoSpec(theme: Theme, width: number, title: string): TopLevelSpec {
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, 1] },
    axis: { format: '.0%', values: [0, 0.2, 0.4, 0.6, 0.8, 1], title, titlePadding: 6 },
  })
  return {
    ...chartFrame(theme),
    encoding: { y: rowChannel(theme, 0.32, 0.16) },
    layer: [
      bars(theme, x('share')),
      ...cumulative(theme, x('cumulative')),
      ...counts(theme, x('share'), COUNT_WIDTH / Math.max(1, width)),
      ROW_TARGET,
    ],
  } as TopLevelSpec
}

function bars(theme: Theme, x: object) {
  return {
    mark: { type: 'bar', cornerRadiusEnd: 2 },
    encoding: {
      x,
      color: { condition: { test: 'datum.vital || datum.chosen', value: theme.accent }, value: theme.faint },
      opacity: { condition: { test: 'datum.faded', value: 0.35 }, value: 1 },
    },
  }
}

function cumulative(theme: Theme, x: object) {
  return [
    {
      mark: { type: 'rule', color: theme.second, strokeDash: [5, 4], strokeWidth: 1.2 },
      encoding: { x: { datum: 0.8 }, y: null },
    },
    { mark: { type: 'line', color: theme.second, strokeWidth: 1.6 }, encoding: { x } },
    { mark: { type: 'point', filled: true, size: 30, color: theme.second, opacity: 1 }, encoding: { x } },
  ]
}

/** Inside bars that have room, else beside them, with a halo where the line may pass. */
function counts(theme: Theme, x: object, room: number) {
  const text = { field: 'count' }
  const beside = [{ stroke: theme.surface, strokeWidth: 4 }, {}].map((halo) => ({
    transform: [{ filter: `datum.share < ${room}` }],
    mark: { type: 'text', align: 'left', dx: 7, color: theme.muted, fontSize: 12, ...halo },
    encoding: { x, text },
  }))
  const isPale = 'datum.faded || !(datum.vital || datum.chosen)'
  const inside = {
    transform: [{ filter: `datum.share >= ${room}` }],
    mark: { type: 'text', align: 'right', dx: -9, fontSize: 12 },
    encoding: { x, text, color: { condition: { test: isPale, value: theme.ink }, value: theme.surface } },
  }
  return [...beside, inside]
}
