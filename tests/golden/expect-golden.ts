import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect } from 'vitest'

const EXPECTED = join(import.meta.dirname, 'expected')
/** What a test got instead: the build server keeps this folder. */
const GOT = resolve(import.meta.dirname, '../../out/golden')

/** Holds a report's body against the one that is checked in; HUIYIN_GOLDEN=write takes it as the new one. */
export function expectGolden(name: string, html: string): void {
  const got = html.slice(html.indexOf('<main'))
  if (process.env['HUIYIN_GOLDEN'] === 'write') {
    mkdirSync(EXPECTED, { recursive: true })
    writeFileSync(join(EXPECTED, name), got)
  }
  const expected = readFileSync(join(EXPECTED, name), 'utf8')
  if (got !== expected) {
    mkdirSync(GOT, { recursive: true })
    writeFileSync(join(GOT, name), got)
  }
  // Line by line, so that a failure shows the lines and not two whole reports.
  const lines = expected.split('\n')
  const different = got.split('\n').filter((line, index) => line !== lines[index])
  expect(different.slice(0, 5), `see out/golden/${name}; HUIYIN_GOLDEN=write accepts it`).toEqual([])
  expect(got.length).toBe(expected.length)
}
