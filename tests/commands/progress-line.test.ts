import { describe, expect, test } from 'vitest'
import { progressLine, progressText } from '../../pipelines/commands/progress-line.ts'
import { workCounter } from '../../pipelines/core/work-counter.ts'

const HALF = { ...workCounter('a.csv'), rows: 1_200_000, bytes: 320_000_000, totalBytes: 640_000_000 }

describe('progress in words', () => {
  test.each([
    ['by bytes', HALF, 4000, 'a.csv: 1,200,000 rows, 320 of 640 MB, 300,000 rows/s, 4 s left'],
    ['too early for a rate', HALF, 100, 'a.csv: 1,200,000 rows, 320 of 640 MB'],
    ["by DuckDB's share", { ...workCounter('a.csv'), share: 0.25 }, 3000, 'a.csv: 25 %, 9 s left'],
    [
      'a sheet, of which the end is not known',
      { ...workCounter('a.xlsx'), rows: 5000 },
      1000,
      'a.xlsx: 5,000 rows, 5,000 rows/s',
    ],
    ['nothing known', workCounter('a.csv'), 7000, 'a.csv: 7 s'],
  ])('%s', (_name, counter, milliseconds, expected) => {
    expect(progressText(counter, milliseconds, 'en')).toBe(expected)
  })
})

/** What ten seconds of work write when they are told every 100 ms. */
function written(isTTY: boolean): string[] {
  const texts: string[] = []
  const show = progressLine({ isTTY, columns: 40, write: (text) => texts.push(text) }, 'en')
  for (let now = 0; now <= 10_000; now += 100) show({ ...HALF, file: `${'很长的名字'.repeat(9)}.csv` }, now)
  show(undefined, 10_000)
  return texts
}

test('a terminal: one line, cut to its width, written anew a few times a second and taken away at the end', () => {
  const texts = written(true)
  expect(texts).toHaveLength(51)
  expect(texts.every((text) => text.startsWith('\r') && !text.includes('\n'))).toBe(true)
  expect(texts[0]).toBe(`\r${'很长的名字'.repeat(3)}很长的名\u001b[K`)
  expect(texts.at(-1)).toBe('\r\u001b[K')
})

test('elsewhere: a plain line every five seconds', () => {
  const texts = written(false)
  expect(texts).toHaveLength(2)
  expect(texts.every((text) => text.endsWith('\n') && !text.includes('\r'))).toBe(true)
})
