import { expect, test } from 'vitest'
import { CHART_COLOURS } from '../../../pipelines/charts/chart-theme.ts'
import { CATEGORY_COLOURS, chartTheme } from '../../../pipelines/report/chart-theme.ts'

/** Relative luminance, 0 black to 1 white, as WCAG defines it: what is left in a black and white print. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (a: string, b: string) => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

test('text and data stand out from paper and band', () => {
  expect(contrast(CHART_COLOURS.ink, '#ffffff')).toBeGreaterThan(7)
  expect(contrast(CHART_COLOURS.data, '#ffffff')).toBeGreaterThan(4.5)
  expect(contrast(CHART_COLOURS.data, CHART_COLOURS.band)).toBeGreaterThan(4)
})

test('what lines and marks are drawn with stands out from paper and band', () => {
  for (const name of ['target', 'concern', 'improvement', 'muted'] as const) {
    expect(contrast(CHART_COLOURS[name], '#ffffff'), name).toBeGreaterThan(4)
    expect(contrast(CHART_COLOURS[name], CHART_COLOURS.band), name).toBeGreaterThan(3.5)
  }
})

test('neighbours among categories differ without colour', () => {
  for (const [index, colour] of CATEGORY_COLOURS.slice(1).entries()) {
    expect(contrast(colour, CATEGORY_COLOURS[index] ?? '')).toBeGreaterThan(1.15)
  }
})

test('uses our fonts alone, first the one of the locale', () => {
  expect(chartTheme('zh-CN').font).toBe('Noto Sans SC, Noto Sans TC')
  expect(chartTheme('zh-TW').font).toBe('Noto Sans TC, Noto Sans SC')
})

test('two calls share nothing that one of them could change', () => {
  expect(chartTheme('en')).toEqual(chartTheme('en'))
  expect(chartTheme('en').axis).not.toBe(chartTheme('en').axis)
})
