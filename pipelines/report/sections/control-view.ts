import { type ControlPoint, controlChart } from '../../charts/control-chart.ts'
import { ruleMark, type Side } from '../../charts/rule-mark.ts'
import { type AssuranceName, assuranceIcon, type VariationName, variationIcon } from '../../charts/verdict-icon.ts'
import { metricDefinition } from '../../metrics/catalogue.ts'
import { assuranceReading, signalReading } from '../../metrics/reading.ts'
import { AXIS_FORMATS } from '../axis-formats.ts'
import { drawChart, drawIcon } from '../chart-picture.ts'
import type { Figure } from '../figure.ts'
import type { ControlRow } from '../figures/control-figure.ts'
import { PAGE_PX, printTheme } from '../print-theme.ts'
import { periodHolding, REPORT_UNITS } from '../report-period.ts'
import { captionOf, type Words } from '../words.ts'

const HEIGHT_PX = 120
const SIGNS = '①②③④⑤⑥⑦⑧⑨'

/** A control chart with its reading, its two icons, and the reasons of its rebases; see `control.hbs`. */
export async function controlView(words: Words, figure: Figure<ControlRow>) {
  const last = figure.rows.at(-1)
  if (last === undefined) throw new RangeError(`no point of ${figure.ref}`)
  const assurance = assuranceReading(words.locale, last)
  const reading = [signalReading(words.locale, last), assurance ?? ''].join(words.locale === 'en' ? ' ' : '').trim()
  return {
    caption: captionOf(words, figure),
    reading,
    icons: iconsOf(words, last),
    picture: await drawChart(chartOf(words, figure.rows, last, reading), words.locale),
    notes: rebases(figure.rows).map(({ phase, period_from: from, rebase_reason: reason }) =>
      words.say('control.rebased', { sign: signOf(phase), day: words.day(from), reason: reason ?? '' }),
    ),
  }
}

/** The icons of a point's variation and assurance; the second only where there is a target. */
export function iconsOf(words: Words, row: ControlRow) {
  const theme = printTheme(words.locale)
  const { direction: good } = metricDefinition(row.metric)
  const variation = row.variation as VariationName
  const icons = [
    drawIcon(variationIcon(theme, variation, row.direction > 0), words.say(`control.variation.${row.variation}`)),
  ]
  if (row.target === null || row.assurance === 'unknown') return icons
  const assurance = row.assurance as AssuranceName
  return [
    ...icons,
    drawIcon(assuranceIcon(theme, assurance, good !== 'down'), words.say(`control.assurance.${row.assurance}`)),
  ]
}

/** Which way the special cause of a point goes, as its mark shows it. */
export function sideOf({ variation }: Pick<ControlRow, 'variation'>): Side {
  return variation === 'concern' || variation === 'improvement' ? variation : 'neutral'
}

function chartOf(words: Words, rows: readonly ControlRow[], last: ControlRow, reading: string) {
  const definition = metricDefinition(last.metric)
  const isShare = definition.unit === 'share'
  const isPositive = definition.unit !== 'points'
  return controlChart(
    printTheme(words.locale),
    {
      points: rows.map(pointOf),
      target: last.target,
      ...(isPositive ? { least: 0 } : {}),
      ...(isShare ? { most: 1 } : {}),
      format: AXIS_FORMATS[definition.unit],
      labels: {
        description: reading,
        upper: labelOf(
          words,
          'upper',
          last.metric,
          rows.findLast((row) => row.upper_limit !== null)?.upper_limit ?? null,
        ),
        centre: labelOf(words, last.chart === null ? 'median' : 'centre', last.metric, last.centre),
        lower: labelOf(
          words,
          'lower',
          last.metric,
          rows.findLast((row) => row.lower_limit !== null)?.lower_limit ?? null,
        ),
        target: labelOf(words, 'target', last.metric, last.target),
        baseline: words.say('control.baseline'),
        rebases: Object.fromEntries(rebases(rows).map(({ phase }) => [phase, signOf(phase)])),
      },
    },
    { width: PAGE_PX, height: HEIGHT_PX },
  )
}

function pointOf(row: ControlRow): ControlPoint {
  const unit = REPORT_UNITS.find((each) => each === row.period_unit) ?? 'week'
  const { name } = periodHolding(row.period_from, unit)
  const rules = row.rules.split(',').filter((rule) => rule !== '')
  return {
    label: unit === 'week' ? name.slice(5) : name.slice(2),
    value: row.metric_value,
    centre: row.centre,
    lower: row.lower_limit,
    upper: row.upper_limit,
    phase: row.phase,
    mark: ruleMark(rules),
    side: sideOf(row),
    isSetAside: row.is_set_aside,
    endsBaseline: row.baseline_to === row.period_from,
  }
}

/** The first points of stretches whose limits begin anew. */
function rebases(rows: readonly ControlRow[]): ControlRow[] {
  return rows.filter((row, index) => index > 0 && row.phase !== rows[index - 1]?.phase)
}

function signOf(phase: number): string {
  return SIGNS[phase - 1] ?? `(${phase})`
}

function labelOf(words: Words, line: string, metric: string, value: number | null): string {
  return value === null ? '' : words.say(`control.${line}`, { value: words.number(metric, value) })
}
