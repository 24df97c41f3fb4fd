import type { TopLevelSpec } from 'vega-lite'
import { axisFormat } from './axis-format.ts'
import { chartFrame } from './chart-frame.ts'
import type { Datum, Draw } from './chart-view.ts'
import type { RowTone } from './dot-rows.ts'
import { axisTexts, ROW_TARGET, rowChannel, rowHeight, widestText } from './row-axis.ts'
import type { Theme } from './theme.ts'

export interface BarRow {
  readonly id: string
  readonly label: string
  /** The bar's length; may be negative. */
  readonly value: number
  /** The value in words, at the bar's end. */
  readonly text: string
  readonly tone?: RowTone
  readonly faded?: boolean
  /** A part of the bar that is drawn darker, such as the overdue of the open. */
  readonly part?: number | null
}

const ROW = 26
/** Pixels between labels and bars, and around a number beside its bar. */
const GAP = 12
const TEXT_GAP = 14

/** A bar a line with its number: for counts and durations. */
export function drawBarRows(rows: readonly BarRow[], unit: string): Draw {
  return (width, theme) => {
    const most = Math.min(200, width * 0.42)
    const labels = axisTexts(
      rows.map(({ label }) => label),
      most,
    )
    const [least, greatest] = [
      Math.min(0, ...rows.map(({ value }) => value)),
      Math.max(0, ...rows.map(({ value }) => value)),
    ]
    // Numbers stand beyond the bars: the scale leaves them room on the sides where bars end.
    const text = widestText(rows.map((row) => row.text)) + TEXT_GAP
    const bars = Math.max(40, width - most - GAP - text * (least < 0 && greatest > 0 ? 2 : 1))
    const room = (text / bars) * (greatest - least || 1)
    const domain = [least === 0 ? 0 : least - room, greatest === 0 && least < 0 ? 0 : greatest + room]
    return {
      spec: spec(theme, unit, domain),
      height: rows.length * rowHeight(labels, ROW) + 8,
      rows: rows.map((row, index) => datum(row, labels[index] ?? '', index)),
    }
  }
}

function spec(theme: Theme, unit: string, domain: readonly number[]): TopLevelSpec {
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { domain, nice: false },
    axis: { format: axisFormat(unit), labels: false, title: null, tickCount: 4 },
  })
  const color = {
    field: 'tone',
    type: 'nominal',
    legend: null,
    scale: {
      domain: ['plain', 'good', 'bad', 'quiet'],
      range: [theme.accent, theme.accent, theme.second, theme.faint],
    },
  }
  const opacity = { condition: { test: 'datum.faded', value: 0.35 }, value: 1 }
  const text = (isNegative: boolean) => ({
    transform: [{ filter: isNegative ? 'datum.value < 0' : 'datum.value >= 0' }],
    mark: {
      type: 'text',
      align: isNegative ? 'right' : 'left',
      dx: isNegative ? -6 : 6,
      color: theme.muted,
      fontSize: 11.5,
    },
    encoding: { x: x('value'), text: { field: 'text' } },
  })
  return {
    ...chartFrame(theme),
    encoding: { y: rowChannel(theme, 0.34, 0.16) },
    layer: [
      { mark: { type: 'bar', cornerRadiusEnd: 2 }, encoding: { x: x('value'), color, opacity } },
      {
        transform: [{ filter: 'isValid(datum.part)' }],
        mark: { type: 'bar', color: theme.second, cornerRadiusEnd: 2 },
        encoding: { x: x('part') },
      },
      text(false),
      text(true),
      ROW_TARGET,
    ],
  } as TopLevelSpec
}

function datum(
  { id, value, text, tone = 'plain', faded = false, part = null }: BarRow,
  label: string,
  rank: number,
): Datum {
  return { id, label, rank, value, text, tone, faded, part }
}
