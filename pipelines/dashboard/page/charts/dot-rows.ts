import type { TopLevelSpec } from 'vega-lite'
import { axisFormat } from './axis-format.ts'
import { chartFrame } from './chart-frame.ts'
import type { Datum, Draw } from './chart-view.ts'
import { axisTexts, ROW_TARGET, rowChannel, rowHeight } from './row-axis.ts'
import type { Theme } from './theme.ts'

/** How a row is coloured: as data, as better, as worse, or as nothing that stands out. */
export type RowTone = 'plain' | 'good' | 'bad' | 'quiet'

export interface DotRow {
  readonly id: string
  readonly label: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  /** What the value is held against, as a tick. */
  readonly target?: number | null
  readonly tone?: RowTone
  readonly faded?: boolean
  /** Why there is no value, in words. */
  readonly missing?: string
  /** The value in words, beside the mark. */
  readonly text?: string
}

export interface DotRowsOptions {
  readonly unit: string
  readonly format?: string
  /** A line through all rows, such as no effect. */
  readonly reference?: number | null
  readonly isLogarithmic?: boolean
  readonly rowHeight?: number
  readonly axisTitle?: string
}

/** A value and its interval a line: for comparing rates, means and effects, where the width matters as much as the dot. */
export function drawDotRows(rows: readonly DotRow[], options: DotRowsOptions): Draw {
  return (width, theme) => {
    const labels = axisTexts(
      rows.map(({ label }) => label),
      Math.min(220, width * 0.36),
    )
    return {
      spec: spec(theme, options),
      height: rows.length * rowHeight(labels, options.rowHeight ?? 28) + (options.axisTitle === undefined ? 34 : 52),
      rows: rows.map((row, index) => datum(row, labels[index] ?? '', index)),
    }
  }
}

function spec(theme: Theme, options: DotRowsOptions): TopLevelSpec {
  const { unit, format = axisFormat(unit), reference = null, isLogarithmic = false, axisTitle = null } = options
  const x = {
    field: 'value',
    type: 'quantitative',
    scale: isLogarithmic ? { type: 'log', nice: false } : { zero: false, nice: 5 },
    axis: { format, title: axisTitle, titlePadding: 6, tickCount: 5 },
  }
  const color = {
    field: 'tone',
    type: 'nominal',
    legend: null,
    scale: {
      domain: ['plain', 'good', 'bad', 'quiet'],
      range: [theme.accent, theme.accent, theme.second, theme.muted],
    },
  }
  const opacity = (pale: number, full: number) => ({ condition: { test: 'datum.faded', value: pale }, value: full })
  const line = {
    mark: { type: 'rule', color: theme.muted, strokeDash: [4, 4] },
    encoding: { x: { datum: reference }, y: null },
  }
  return {
    ...chartFrame(theme),
    encoding: { y: rowChannel(theme, 0.2, 0.1, { grid: true, tickBand: 'extent' }) },
    layer: [
      ...(reference === null ? [] : [line]),
      {
        mark: { type: 'rule', strokeWidth: 4, strokeCap: 'round' },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, color, opacity: opacity(0.12, 0.3) },
      },
      {
        transform: [{ filter: 'isValid(datum.target)' }],
        mark: { type: 'tick', thickness: 2, size: 16, color: theme.ink, opacity: 0.75 },
        encoding: { x: { ...x, field: 'target' } },
      },
      {
        transform: [{ filter: 'isValid(datum.value)' }],
        mark: { type: 'point', filled: true, size: 60 },
        encoding: { x, color, opacity: opacity(0.3, 1) },
      },
      {
        mark: { type: 'text', align: 'left', dx: 4, color: theme.muted, fontSize: 11 },
        encoding: { x: { value: 0 }, text: { field: 'missing' } },
      },
      ROW_TARGET,
    ],
  } as TopLevelSpec
}

function datum(row: DotRow, label: string, rank: number): Datum {
  const { id, value, low, high, target = null, tone = 'plain', faded = false, missing = '' } = row
  return { id, label, rank, value, low, high, target, tone, faded, missing }
}
