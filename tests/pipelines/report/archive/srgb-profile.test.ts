import { expect, test } from 'vitest'
import { srgbProfile } from '../../../../pipelines/report/archive/srgb-profile.ts'

const profile = Buffer.from(srgbProfile())

test('the header says what the profile is, and how long', () => {
  expect(profile.readUInt32BE(0)).toBe(profile.length)
  expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ')
  expect(profile.toString('latin1', 36, 40)).toBe('acsp')
})

test('every tag lies inside, aligned, and begins with a type', () => {
  const count = profile.readUInt32BE(128)
  expect(count).toBe(10)
  for (let index = 0; index < count; index += 1) {
    const [offset, size] = [profile.readUInt32BE(136 + 12 * index), profile.readUInt32BE(140 + 12 * index)]
    expect(offset % 4).toBe(0)
    expect(offset + size).toBeLessThanOrEqual(profile.length)
    expect(profile.toString('latin1', offset, offset + 4)).toMatch(/^(mluc|XYZ |para|sf32)$/)
  }
})

test('red, green and blue together are the white', () => {
  const sum = [0, 1, 2].map((axis) => ['rXYZ', 'gXYZ', 'bXYZ'].reduce((total, name) => total + numberIn(name, axis), 0))
  for (const axis of [0, 1, 2]) expect(sum[axis]).toBeCloseTo(numberIn('wtpt', axis), 3)
})

test('the curve joins its two parts without a step', () => {
  const [g = 0, a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3, 4].map((index) => numberIn('rTRC', index + 1))
  expect((a * d + b) ** g).toBeCloseTo(c * d, 4)
})

function numberIn(name: string, index: number): number {
  const entry = profile.indexOf(name, 132, 'latin1')
  return profile.readInt32BE(profile.readUInt32BE(entry + 4) + 8 + 4 * index) / 65_536
}
