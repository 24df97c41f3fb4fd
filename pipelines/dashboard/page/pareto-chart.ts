import { formatCount, formatValue } from '../../metrics/format-value.ts'
import { BLANK } from '../page-content.ts'
import type { TidyRow } from '../tidy-row.ts'
import type { Datum, Drawing } from './chart-view.ts'
import type { PageView } from './page-view.ts'
import { paretoSpec } from './pareto-spec.ts'
import { axisTexts } from './row-axis.ts'
import { currentTheme } from './theme.ts'
import type { Tip } from './tooltip.ts'
import { LINE_BREAK } from './wrap-label.ts'

const ROW = 28
const TALL_ROW = 35
const AXIS = 44
const SHARE = { unit: 'share' } as const
/** The id of the bar that stands for all small categories. */
const REST = '\u0000rest'

export function drawPareto(view: PageView): (width: number) => Drawing {
  const rows = view.rows('pareto')
  const chosen = new Set(view.state.where.category)
  const data = (width: number): Datum[] => {
    const labels = axisTexts(
      rows.map((row) => barLabel(view, row)),
      labelWidth(width),
    )
    return rows.map((row, index) => ({
      id: barId(row),
      rank: index,
      label: labels[index] ?? '',
      share: row.share,
      cumulative: row.cumulative,
      vital: row.vital,
      chosen: chosen.has(barId(row)),
      faded: chosen.size > 0 && !chosen.has(barId(row)),
      count: formatCount(view.locale, row.n),
    }))
  }
  return (width) => ({
    spec: paretoSpec(currentTheme(), width - labelWidth(width), view.say('pareto.axis')),
    ...sized(data(width)),
    description: view.say('chart.of', { title: view.say('pareto.title'), range: view.range() }),
  })
}

/** Rows are higher where names take two lines. */
function sized(rows: readonly Datum[]): Pick<Drawing, 'rows' | 'height'> {
  const row = rows.some(({ label }) => String(label).includes(LINE_BREAK)) ? TALL_ROW : ROW
  return { rows, height: Math.max(4, rows.length) * row + AXIS }
}

/** Pixels for the names of the bars, given the chart's. */
function labelWidth(width: number): number {
  return Math.round(Math.min(240, width * 0.4))
}

/** The filter value behind a bar, or undefined for the bar of all that is folded. */
export function paretoValue(id: string): string | undefined {
  return id === REST ? undefined : id
}

export function paretoTip(view: PageView, id: string): Tip | undefined {
  const row = view.rows('pareto').find((candidate) => barId(candidate) === id)
  if (row === undefined) return undefined
  const { locale, say } = view
  return {
    title: barLabel(view, row),
    lines: [
      [say('chart.count'), formatCount(locale, row.n)],
      [say('pareto.share'), formatValue(locale, SHARE, row.share)],
      [say('pareto.cumulative'), formatValue(locale, SHARE, row.cumulative)],
    ],
  }
}

/** What the chart says in a sentence. */
export function paretoFinding(view: PageView): string {
  const { categories, vital_few: few, vital_share: share } = view.answer.facts
  if (few === '') return view.say('pareto.even')
  return view.say('pareto.few', { few, all: categories, share: formatValue(view.locale, SHARE, Number(share)) })
}

export function barLabel(view: PageView, row: TidyRow): string {
  if ((row.folded ?? 0) > 0) return view.say('pareto.rest', { count: row.folded ?? 0 })
  return view.label('category', row.key)
}

function barId(row: TidyRow): string {
  return (row.folded ?? 0) > 0 ? REST : (row.key ?? BLANK)
}
