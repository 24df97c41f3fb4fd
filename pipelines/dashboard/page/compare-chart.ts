import { BLANK, type ComparedDimension } from '../page-content.ts'
import type { TidyRow } from '../tidy-row.ts'
import type { Datum, Drawing } from './chart-view.ts'
import { compareSpec } from './compare-spec.ts'
import type { PageView } from './page-view.ts'
import { axisTexts } from './row-axis.ts'
import { currentTheme } from './theme.ts'
import type { Tip } from './tooltip.ts'
import { isShown, measuredLines } from './trend-chart.ts'

const ROW = 46
const LOW_ROW = 38
/** More lines than this stand closer together. */
const ROOMY = 8
const AXIS = 44
export const MOST_ROWS = 12

/** One line of the chart: a value of the dimension with both of its rates. */
export interface ComparedLine {
  readonly value: string
  readonly label: string
  readonly rows: readonly TidyRow[]
}

/** The lines in the order of the filter bar (most cases first), cut to those that fit, chosen ones kept. */
export function comparedLines(view: PageView): ComparedLine[] {
  const by = comparedBy(view)
  const rows = Map.groupBy(view.rows('compare'), (row) => row.key ?? BLANK)
  const order = view.dimension(by).values.map(({ value }) => value)
  const chosen = new Set(view.state.where[by])
  const values = order.filter((value) => rows.has(value))
  const kept = values.filter((value, index) => index < MOST_ROWS || chosen.has(value))
  return kept.map((value) => ({ value, label: view.label(by, value), rows: rows.get(value) ?? [] }))
}

export function comparedBy(view: PageView): ComparedDimension {
  return view.answer.facts.by as ComparedDimension
}

export function drawCompare(view: PageView): (width: number) => Drawing {
  const lines = comparedLines(view)
  const chosen = new Set(view.state.where[comparedBy(view)])
  const labels = (width: number) =>
    axisTexts(
      lines.map(({ label }) => label),
      Math.round(Math.min(190, width * 0.34)),
    )
  const data = (texts: readonly string[]): Datum[] =>
    lines.flatMap(({ value, rows }, index) =>
      rows.map((row) => ({
        id: value,
        label: texts[index] ?? '',
        rank: index,
        metric: row.metric,
        value: isShown(row) ? row.value : null,
        low: isShown(row) ? row.low : null,
        high: isShown(row) ? row.high : null,
        missing: isShown(row) ? '' : view.say(row.tier === 'none' ? 'tile.none' : 'tile.too_few'),
        faded: chosen.size > 0 && !chosen.has(value),
      })),
    )
  return (width) => ({
    spec: compareSpec(currentTheme()),
    height: Math.max(3, lines.length) * (lines.length > ROOMY ? LOW_ROW : ROW) + AXIS,
    rows: data(labels(width)),
    description: view.say('chart.of', { title: view.say('compare.title'), range: view.range() }),
  })
}

export function compareTip(view: PageView, id: string): Tip | undefined {
  const line = comparedLines(view).find(({ value }) => value === id)
  if (line === undefined) return undefined
  return { title: line.label, lines: line.rows.flatMap((row) => measuredLines(view, row)) }
}
