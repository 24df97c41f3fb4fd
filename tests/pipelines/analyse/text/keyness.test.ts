import { expect, test } from 'vitest'
import { keyness } from '../../../../pipelines/analyse/text/keyness.ts'

// The reference vectors keyness_basic and keyness_zero_cell (UCREL's wizard, R).
test.each([
  [45, 20, 10_000, 12_000, 29.5454545454545, 35.4545454545455, 14.9651645106525, 15.009085943116],
  [15, 0, 5000, 8000, 5.76923076923077, 9.23076923076923, 28.6653433508231, 28.6930740654906],
])('%i of %i against %i of %i', (a, b, c, d, expectedFocus, expectedReference, g2TwoCell, g2FourCell) => {
  const got = keyness(a, b, c, d)
  expect(got?.expectedFocus).toBeCloseTo(expectedFocus, 9)
  expect(got?.expectedReference).toBeCloseTo(expectedReference, 9)
  expect(got?.g2TwoCell).toBeCloseTo(g2TwoCell, 9)
  expect(got?.g2FourCell).toBeCloseTo(g2FourCell, 9)
  expect(got?.sign).toBe('+')
})

test('p is that of χ² with one degree of freedom, the effect the binary logarithm of the ratio of shares', () => {
  const got = keyness(40, 10, 1000, 1000)
  expect(got?.logRatio).toBe(2)
  expect(got?.pValue).toBeCloseTo(1.13209705e-5, 12)
})

test.each([
  ['equal shares', 10, 20, 100, 200, '=', 0, 0],
  ['less often', 5, 50, 1000, 1000, '-', 42.73622, Math.log2(0.1)],
  ['in every case', 100, 100, 100, 100, '=', 0, 0],
  ['nowhere', 0, 0, 100, 100, '=', 0, 0],
])('%s', (_, a, b, c, d, sign, g2, logRatio) => {
  const got = keyness(a, b, c, d)
  expect(got?.sign).toBe(sign)
  expect(got?.g2TwoCell).toBeCloseTo(g2, 5)
  expect(got?.logRatio).toBeCloseTo(logRatio, 12)
})

test('without cases on one side there is nothing to compare', () => {
  expect(keyness(3, 0, 10, 0)).toBeNull()
  expect(keyness(0, 3, 0, 10)).toBeNull()
})
