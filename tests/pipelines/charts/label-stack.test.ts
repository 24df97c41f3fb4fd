import { expect, test } from 'vitest'
import { stackLabels } from '../../../pipelines/charts/label-stack.ts'

const labels = (...at: number[]) => at.map((y, index) => ({ text: 'abcdef'[index] ?? '', at: y }))

test.each([
  ['far apart: they stay', [10, 50, 90], [10, 50, 90]],
  ['at one place: they move apart', [50, 50], [50, 60]],
  ['at the foot: they move up', [98, 99, 100], [80, 90, 100]],
  ['beyond the chart: at its edge', [-20, 130], [0, 100]],
  ['in any order: sorted from the top', [60, 10], [10, 60]],
])('%s', (_case, at, expected) => {
  expect(stackLabels(labels(...at), { gap: 10, height: 100 }).map(({ y }) => y)).toEqual(expected)
})

test('more than fit: the first ones are kept', () => {
  expect(stackLabels(labels(0, 0, 0, 0), { gap: 10, height: 20 }).map(({ text }) => text)).toEqual(['a', 'b', 'c'])
})
