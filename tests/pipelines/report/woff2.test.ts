import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { readAdvances } from '../../../pipelines/report/woff2.ts'

const require = createRequire(import.meta.url)
const latin = readFileSync(require.resolve('@fontsource/noto-sans-sc/files/noto-sans-sc-latin-400-normal.woff2'))

test('reads widths in em by character', () => {
  const advances = readAdvances(latin)
  const of = (character: string) => advances.get(character.codePointAt(0) ?? 0)
  expect(of(' ')).toBe(0.224)
  expect(of('i')).toBe(0.275)
  expect(of('W')).toBe(0.878)
  expect(of('中')).toBeUndefined()
  expect(new Set([...'0123456789'].map(of)).size).toBe(1)
})

test('refuses what is no font', () => {
  expect(() => readAdvances(Buffer.from('wOFF and more'))).toThrow('not a WOFF2 font')
  expect(() => readAdvances(latin.subarray(0, 2000))).toThrow()
})
