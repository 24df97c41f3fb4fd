import type { TopLevelSpec } from 'vega-lite'
import { chartFrame } from './chart-frame.ts'
import type { Datum, Draw } from './chart-view.ts'
import { axisTexts, BY_RANK, rowAxis } from './row-axis.ts'
import type { Theme } from './theme.ts'

export interface HeatCell {
  readonly id: string
  readonly row: string
  readonly column: string
  readonly value: number | null
  /** What stands in the cell. */
  readonly text: string
  /** How far it stands out, from -1 (far below) over 0 to 1 (far above). */
  readonly excess: number
}

const ROW = 30

/** Two dimensions against each other: the number says how many, the colour whether that is more or less than expected. */
export function drawHeat(cells: readonly HeatCell[]): Draw {
  return (width, theme) => {
    const rows = [...new Set(cells.map(({ row }) => row))]
    const columns = [...new Set(cells.map(({ column }) => column))]
    const most = Math.min(170, width * 0.32)
    const names = axisTexts(rows, most)
    const heads = axisTexts(columns, Math.max(36, (width - most) / Math.max(1, columns.length) - 8), 1)
    return {
      spec: spec(theme),
      height: rows.length * ROW + 48,
      rows: cells.map((cell) => datum(cell, rows, columns, names, heads)),
    }
  }
}

function spec(theme: Theme): TopLevelSpec {
  return {
    ...chartFrame(theme),
    encoding: {
      y: { field: 'row', type: 'ordinal', sort: BY_RANK, axis: rowAxis(theme), scale: { paddingInner: 0.06 } },
      x: {
        field: 'column',
        type: 'ordinal',
        sort: { field: 'place', op: 'min', order: 'ascending' },
        scale: { paddingInner: 0.04 },
        axis: { title: null, orient: 'top', labelAngle: 0, labelLimit: 0, labelPadding: 6 },
      },
    },
    layer: [
      {
        mark: { type: 'rect', cornerRadius: 3, cursor: 'pointer' },
        encoding: {
          fill: {
            field: 'excess',
            type: 'quantitative',
            legend: null,
            scale: {
              domain: [-1, 0, 1],
              range: [theme.accent, theme.soft, theme.second],
              clamp: true,
              interpolate: 'rgb',
            },
          },
          tooltip: { field: 'text' },
        },
      },
      {
        mark: { type: 'text', fontSize: 11.5, interactive: false },
        encoding: {
          text: { field: 'text' },
          color: { condition: { test: 'abs(datum.excess) > 0.6', value: theme.surface }, value: theme.ink },
        },
      },
    ],
  } as TopLevelSpec
}

function datum(
  cell: HeatCell,
  rows: readonly string[],
  columns: readonly string[],
  names: readonly string[],
  heads: readonly string[],
): Datum {
  const [rank, place] = [rows.indexOf(cell.row), columns.indexOf(cell.column)]
  const { id, value, text, excess } = cell
  return { id, row: names[rank] ?? '', column: heads[place] ?? '', rank, place, value, text, excess }
}
