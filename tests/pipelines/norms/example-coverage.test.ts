import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorkspace } from '../../../pipelines/core/workspace.ts'
import { type Coverage, normCoverage } from '../../../pipelines/norms/coverage.ts'
import { coverageWords } from '../../../pipelines/norms/coverage-text.ts'
import { run } from '../../../pipelines/run.ts'
import { openSnapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { quietEffects } from '../../workspace.ts'
import { publishWeeklyRetailer, type WeeklyRetailer } from '../report/weekly-retailer.ts'

let retailer: WeeklyRetailer
let coverage: Coverage
beforeAll(async () => {
  retailer = await publishWeeklyRetailer({ withRegisters: true })
  const workspace = await openWorkspace(retailer.folder)
  // All that the registers of the year hold is known by then.
  await run(workspace, quietEffects, { asOf: new Date('2026-11-16T00:00:00Z'), trigger: 'test' })
  await using snapshot = await openSnapshot(workspace.paths.published)
  coverage = await normCoverage(snapshot.database.connection, snapshot.run)
})
afterAll(() => retailer.remove())

test('of the 273 requirements at least 150 are measured on the example, and what is attested is', () => {
  expect(coverage.rows).toHaveLength(273)
  const count = (state: string) => coverage.rows.filter((row) => row.state === state).length
  expect(count('measured')).toBeGreaterThanOrEqual(150)
  expect(count('attested')).toBeGreaterThanOrEqual(10)
  expect(count('measured') + count('attested') + count('not_measurable')).toBe(273)
})

test.each([
  { id: 'R025', subject: 'resolution_by_level_on_time level=L4' },
  { id: 'R078', subject: 'complaint_rate_orders' },
  { id: 'R170', subject: 'improvement.phase' },
])('$id is led by $subject', ({ id, subject }) => {
  expect(coverage.rows.find(({ requirement }) => requirement.id === id)?.figures[0]?.subject).toBe(subject)
})

test.each([
  { id: 'R002', kind: 'a limit for every case', figure: /^\d\d\.\d%$/, n: /^\d+$/ },
  { id: 'R067', kind: 'a sum', figure: /^\d{3},\d{3}\.\d\d$/, n: /^null$/ },
  { id: 'R162', kind: 'a count', figure: /^1,\d{3}$/, n: /^null$/ },
  { id: 'R153', kind: 'a register', figure: /^\d+$/, n: /^null$/ },
  { id: 'R055', kind: 'a quantile', figure: /^\d+\.\d h$/, n: /^\d+$/ },
  { id: 'R072', kind: 'a quantile of a curve', figure: /^\d+\.\d h$/, n: /^\d{4}$/ },
  { id: 'R075', kind: 'a score', figure: /^\d+\.\d$/, n: /^\d+$/ },
  { id: 'R078', kind: 'a rate', figure: /^\d+\.\d\d$/, n: /^\d{4}$/ },
  { id: 'R083', kind: 'a pooled share', figure: /^\d\d\.\d%$/, n: /^\d+$/ },
  { id: 'R234', kind: 'a share of too few', figure: /^\d of \d$/, n: /^\d$/ },
  { id: 'R087', kind: 'a mean of too few', figure: /^too few$/, n: /^\d$/ },
])('$id shows $kind in its own unit, and n only where there is one', ({ id, figure, n }) => {
  const row = coverage.rows.find(({ requirement }) => requirement.id === id)
  if (row === undefined) throw new RangeError(id)
  const words = coverageWords(row, 'en')
  expect(words.figure).toMatch(figure)
  expect(String(row.figures[0]?.n)).toMatch(n)
  expect(words.reason).not.toContain('n =')
})

test.each(['R042', 'R194', 'R206'])('%s, whose field no source supplies, is no zero', (id) => {
  const row = coverage.rows.find(({ requirement }) => requirement.id === id)
  expect(row).toMatchObject({ state: 'not_measurable', figures: [], reason: { code: 'fields_missing' } })
})

test('no figure is without n, and no share outside 0 to 1', () => {
  for (const { requirement, figures } of coverage.rows) {
    for (const { unit, value, tier, denominator } of figures) {
      expect(tier, requirement.id).not.toBe('none')
      if (unit !== 'share' || value === null) continue
      expect(value, requirement.id).toBeGreaterThanOrEqual(0)
      expect(denominator, requirement.id).toBeGreaterThan(0)
    }
  }
})
