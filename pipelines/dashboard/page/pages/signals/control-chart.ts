import { type RuleMark, ruleMark } from '../../../../charts/rule-mark.ts'
import type { PeriodUnit } from '../../../../metrics/periods.ts'
import type { PageRows } from '../../../api/tables.ts'
import type { Draw } from '../../charts/chart-view.ts'
import { controlSpec } from '../../charts/control-spec.ts'
import { axisLabels } from '../../charts/period-label.ts'
import type { PageView } from '../../page-view.ts'
import type { Table } from '../../parts/table.ts'
import type { Tip } from '../../parts/tooltip.ts'
import { rangeInWords } from '../../range-in-words.ts'

type Point = PageRows<'signals'>['points'][number]

const HEIGHT = 320
const AXIS = 48
/** The marks as characters, for the notes below the chart. */
const SIGNS: Readonly<Record<RuleMark, string>> = { outside: '◆', shift: '■', trend: '▲', pattern: '✚' }

export function pointsOf(view: PageView): readonly Point[] {
  return view.rows('signals', 'points')
}

export function drawControl(view: PageView): Draw {
  const points = pointsOf(view)
  const metric = view.metric(view.head.metrics[0] ?? 'complaints_received')
  const unit = (points[0]?.period_unit ?? 'week') as PeriodUnit
  const starts = points.map(({ period_from: from }) => from)
  return (width, theme) => ({
    spec: controlSpec(metric, theme, points.length * 10 > width),
    height: HEIGHT,
    rows: points.map((point) => ({
      id: point.period_from,
      value: point.metric_value,
      centre: point.centre,
      lower: point.lower_limit,
      upper: point.upper_limit,
      target: point.target,
      phase: point.phase,
      cause: causeOf(view, point),
      mark: ruleMark(rulesOf(point)) ?? 'none',
      aside: point.is_set_aside === true,
    })),
    signals: { labels: axisLabels(view.locale, unit, starts, width - AXIS) },
  })
}

/** Which kind of cause a point speaks of: better or worse by the metric's good direction. */
function causeOf(view: PageView, point: Point): string {
  if (rulesOf(point).length === 0) return 'common'
  const { direction } = view.metric(point.metric)
  const way = point.direction ?? 0
  if (direction === 'none' || way === 0) return 'other'
  return (direction === 'up') === way > 0 ? 'improvement' : 'concern'
}

function rulesOf({ rules }: Point): string[] {
  return (rules ?? '').split(',').filter((rule) => rule !== '')
}

export function controlTip(view: PageView, id: string): Tip | undefined {
  const point = pointsOf(view).find(({ period_from: from }) => from === id)
  if (point === undefined) return undefined
  const value = (number: number | null) => view.value(point.metric, number)
  const { say } = view
  const rules = rulesOf(point).map((rule) => say(`rules.${rule}`))
  const lines: [string, string][] = [[view.metric(point.metric).title, value(point.metric_value)]]
  if (point.centre !== null) lines.push([say('control.centre'), value(point.centre)])
  if (point.lower_limit !== null && point.upper_limit !== null)
    lines.push([say('control.limits'), `${value(point.lower_limit)} – ${value(point.upper_limit)}`])
  if (point.denominator !== null) lines.push(['n', view.count(point.denominator)])
  const note =
    rules.length > 0 ? rules.join('; ') : point.is_set_aside === true ? say('control.aside') : say('chart.click_cases')
  return { title: rangeInWords(view.locale, point.period_from, point.period_to), lines, note }
}

export function controlNotes(view: PageView): string[] {
  const points = pointsOf(view)
  const { say } = view
  const used = new Set(points.flatMap(rulesOf))
  const rules = [...used].flatMap((rule) => {
    const mark = ruleMark([rule])
    return mark === null ? [] : [`${SIGNS[mark]} ${say(`rules.${rule}`)}`]
  })
  const rebases = points.flatMap((point, index) =>
    index > 0 && point.phase !== points[index - 1]?.phase && point.rebase_reason !== null
      ? [
          say('control.rebase', {
            from: rangeInWords(view.locale, point.period_from, point.period_from),
            reason: rebaseWords(view, point.rebase_reason),
          }),
        ]
      : [],
  )
  const last = points.at(-1)
  const kind = last?.chart == null ? say('control.run') : say(`control.chart_${last.chart}`)
  return [...rules, ...rebases, ...(last?.stage === 'trial' ? [say('control.trial')] : []), kind]
}

function rebaseWords(view: PageView, reason: string): string {
  const text = view.say(`control.reason_${reason}`)
  return text.startsWith('control.') ? reason : text
}

export function controlTable(view: PageView): Table {
  const { say } = view
  const number = (point: Point, value: number | null) => ({ text: view.value(point.metric, value), sort: value })
  return {
    columns: [
      { label: say('control.period') },
      { label: say('rates.value'), kind: 'number' },
      { label: say('control.centre'), kind: 'number' },
      { label: say('control.lower'), kind: 'number' },
      { label: say('control.upper'), kind: 'number' },
      { label: say('control.rules') },
    ],
    rows: pointsOf(view).map((point) => [
      { text: rangeInWords(view.locale, point.period_from, point.period_to), sort: point.period_from },
      number(point, point.metric_value),
      number(point, point.centre),
      number(point, point.lower_limit),
      number(point, point.upper_limit),
      rulesOf(point)
        .map((rule) => say(`rules.${rule}`))
        .join('; '),
    ]),
  }
}
