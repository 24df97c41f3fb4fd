import { describe, expect, test } from 'vitest'
import { barChart } from '../../../pipelines/charts/bar-chart.ts'
import type { ChartSpec } from '../../../pipelines/charts/chart-spec.ts'
import { type ControlPoint, controlChart } from '../../../pipelines/charts/control-chart.ts'
import { fishboneChart } from '../../../pipelines/charts/fishbone-chart.ts'
import { funnelChart } from '../../../pipelines/charts/funnel-chart.ts'
import { intervalChart } from '../../../pipelines/charts/interval-chart.ts'
import { paretoChart } from '../../../pipelines/charts/pareto-chart.ts'
import { MARK_SHAPES, ruleMark, sideColours } from '../../../pipelines/charts/rule-mark.ts'
import { assuranceIcon, ruleMarkIcon, variationIcon } from '../../../pipelines/charts/verdict-icon.ts'
import { yScale } from '../../../pipelines/charts/y-scale.ts'
import { chartSvg } from '../../../pipelines/report/chart-svg.ts'
import { printTheme } from '../../../pipelines/report/print-theme.ts'

const theme = printTheme('zh-CN')
const SIZE = { width: 657, height: 128 }

function point(index: number, parts: Partial<ControlPoint> = {}): ControlPoint {
  return {
    label: `W${index}`,
    value: 0.8 + 0.01 * (index % 3),
    centre: 0.8,
    lower: 0.7,
    upper: 0.9,
    phase: 0,
    mark: null,
    side: 'neutral',
    isSetAside: false,
    endsBaseline: false,
    ...parts,
  }
}

const labels = {
  description: 'd',
  upper: '上限',
  centre: '中心',
  lower: '下限',
  target: '',
  baseline: '基线',
  rebases: { 1: '①' },
}
const chartOf = (points: readonly ControlPoint[], target: number | null = null) =>
  controlChart(theme, { points, target, format: '.0%', labels, least: 0, most: 1 }, SIZE)
const drawn = (spec: ChartSpec) => chartSvg(spec, { locale: 'zh-CN' })
const widthOf = (svg: string) => Number(/width="([\d.]+)"/.exec(svg)?.[1])

describe('control chart', () => {
  test.each([
    ['one point', [point(0)]],
    ['gaps alone', [point(0, { value: null }), point(1, { value: null, centre: null, lower: null, upper: null })]],
    [
      'two phases, a baseline, and points set aside',
      [
        point(0, { endsBaseline: true }),
        point(1, { isSetAside: true, lower: null, upper: null }),
        point(2, { phase: 1, centre: 0.5 }),
        point(3, { phase: 1, centre: 0.5 }),
      ],
    ],
  ])('%s: is drawn, within the page, without NaN', async (_case, points) => {
    const svg = await drawn(chartOf(points, 0.95))
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    expect(widthOf(svg)).toBeLessThanOrEqual(SIZE.width + 12)
  })

  test('a rule is told by its shape, a side by its filling', async () => {
    const plain = await drawn(chartOf([point(0), point(1), point(2)]))
    const marked = await drawn(chartOf([point(0), point(1), point(2, { mark: 'outside', side: 'concern' })]))
    const better = await drawn(chartOf([point(0), point(1), point(2, { mark: 'outside', side: 'improvement' })]))
    expect(plain).not.toContain(theme.concern)
    expect(marked).toContain(theme.concern)
    expect(better).not.toContain(theme.concern)
    expect(sideColours(theme, 'improvement').fill).toBe(theme.surface)
  })

  test('limits of two phases are not joined', async () => {
    const lines = (svg: string) => svg.match(/stroke-dasharray="4,2.5"/g)?.length ?? 0
    const one = lines(await drawn(chartOf([point(0), point(1), point(2), point(3)])))
    const two = lines(await drawn(chartOf([point(0), point(1), point(2, { phase: 1 }), point(3, { phase: 1 })])))
    expect(two).toBe(2 * one)
  })

  test('labels beside the lines do not cover each other', async () => {
    const svg = await drawn(
      chartOf([point(0, { lower: 0.799, upper: 0.801 }), point(1, { lower: 0.799, upper: 0.801 })]),
    )
    const heights = ['上限', '中心', '下限'].map((text) =>
      Number(new RegExp(`translate\\([\\d.]+,([\\d.]+)\\)[^>]*>${text}`).exec(svg)?.[1]),
    )
    expect(heights).not.toContain(Number.NaN)
    const gaps = heights.slice(1).map((y, index) => y - (heights[index] ?? 0))
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(theme.labelPx)
  })
})

test.each([
  [['outside_limits', 'shift_7'], 'outside'],
  [['shift_8'], 'shift'],
  [['anhoej'], 'shift'],
  [['two_of_three', 'trend_6'], 'trend'],
  [['hugging_15'], 'pattern'],
  [[], null],
])('%j has the mark %s', (rules, mark) => {
  expect(ruleMark(rules)).toBe(mark)
})

test('no two rules share a shape', () => {
  expect(new Set(Object.values(MARK_SHAPES)).size).toBe(4)
})

test.each([
  [[0.2, 0.4], 100],
  [[5, 5], 50],
  [[], 50],
  [[null, 0], 50],
])('a scale of %j holds its values', (values, height) => {
  const { domain, toPx } = yScale(values, height)
  expect(domain[0]).toBeLessThan(domain[1])
  for (const value of values) if (value !== null) expect(toPx(value)).toBeGreaterThanOrEqual(0)
})

test('a share stays between 0 and 1', () => {
  expect(yScale([0.01, 0.99], 100, { least: 0, most: 1 }).domain).toEqual([0, 1])
})

const row = (label: string, value: number | null, parts: object = {}) => ({
  label,
  value,
  low: null,
  high: null,
  text: '1.2',
  side: 'neutral' as const,
  ...parts,
})

test.each([
  ['Pareto', () => paretoChart(theme, { bars: [bar('a'), bar('名称'.repeat(90))], total: 10, description: 'd' }, SIZE)],
  [
    'intervals',
    () =>
      intervalChart(
        theme,
        {
          rows: [row('a', 0.1, { low: -0.1, high: 0.3 }), row('b', null)],
          neutral: 0,
          mark: 'point',
          format: '.0%',
          description: 'd',
        },
        SIZE,
      ),
  ],
  [
    'ratios',
    () =>
      intervalChart(
        theme,
        {
          rows: [row('a', 0.5, { low: 0, high: 0.9, side: 'improvement' })],
          neutral: 1,
          isRatio: true,
          mark: 'point',
          format: '.1f',
          description: 'd',
        },
        SIZE,
      ),
  ],
  ['no rows', () => intervalChart(theme, { rows: [], neutral: 0, mark: 'bar', format: 'd', description: 'd' }, SIZE)],
  [
    'bars',
    () =>
      barChart(
        theme,
        { rows: [row('名称'.repeat(90), 0.4, { low: 0.3, high: 0.5 })], target: 0.9, format: '.0%', description: 'd' },
        SIZE,
      ),
  ],
  [
    'funnel',
    () =>
      funnelChart(
        theme,
        {
          units: [unit('a', 30, 0.2, false), unit('b', 90, 0.9, true), unit('c', 0, null, false)],
          limits: [limit(10), limit(90)],
          centre: 0.4,
          format: '.0%',
          labels: { description: 'd', n: 'n' },
        },
        SIZE,
      ),
  ],
  [
    'fishbone',
    () => fishboneChart(theme, { ...FISHBONE, bones: [bone('人员', 12), bone('设备', 0), bone('方法', 3)] }, SIZE),
  ],
  ['fishbone without bones', () => fishboneChart(theme, { ...FISHBONE, bones: [] }, SIZE)],
])('%s: fits the page, and has no NaN', async (_name, spec) => {
  const svg = await drawn(spec())
  expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  expect(widthOf(svg)).toBeLessThanOrEqual(SIZE.width + 16)
})

test('a fishbone shows empty bones, and says how many causes have no room', async () => {
  const svg = await drawn(fishboneChart(theme, { ...FISHBONE, bones: [bone('人员', 12), bone('设备', 0)] }, SIZE))
  expect(svg).toContain('设备 0')
  expect(svg).toContain('cause0 12')
  expect(svg).toMatch(/还有\d+项/)
})

const FISHBONE = {
  head: '投诉',
  labels: {
    description: 'd',
    counted: (label: string, count: number) => `${label} ${count}`,
    more: (count: number) => `还有${count}项`,
  },
}

function bone(label: string, causes: number) {
  const twigs = Array.from({ length: causes }, (_, at) => ({ label: `cause${at}`, count: causes - at }))
  return { label, count: twigs.reduce((sum, { count }) => sum + count, 0), twigs }
}

function bar(label: string) {
  return { label, count: 5, countText: '5', cumulative: 5, cumulativeText: '50 %', look: 'vital' as const }
}

function unit(label: string, n: number, share: number | null, isOutside: boolean) {
  return { label, n, share, isOutside }
}

function limit(n: number) {
  return { n, low95: 0.3, high95: 0.5, low998: 0.2, high998: 0.6 }
}

test('icons of different verdicts differ in black and white', () => {
  const grey = (svg: string) =>
    svg.replaceAll(/#[0-9a-f]{6}/g, (colour) => (colour === theme.surface ? 'white' : 'dark'))
  const icons = [
    ...(['common', 'improvement', 'concern', 'unknown'] as const).map((each) => variationIcon(theme, each, true)),
    variationIcon(theme, 'concern', false),
    ...(['passes', 'fails', 'hit_and_miss'] as const).map((each) => assuranceIcon(theme, each, true)),
    ruleMarkIcon(theme, 'outside', 'concern'),
    ruleMarkIcon(theme, 'shift', 'concern'),
  ]
  expect(new Set(icons.map(grey)).size).toBe(icons.length)
})
