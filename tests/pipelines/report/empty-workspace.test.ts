import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import { composeHtml } from '../../../pipelines/report/compose-html.ts'
import { prepareReport } from '../../../pipelines/report/compose-sections.ts'
import { readDefinition } from '../../../pipelines/report/read-definition.ts'
import { reportPeriod } from '../../../pipelines/report/report-period.ts'
import { run } from '../../../pipelines/run.ts'
import { openSnapshot, type Snapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { makeTestWorkspace, quietEffects } from '../../workspace.ts'

let folder: string
let snapshot: Snapshot
beforeAll(async () => {
  const workspace = await makeTestWorkspace()
  folder = workspace.folder
  await run(workspace, quietEffects, { asOf: new Date('2026-01-12T00:00:00Z'), trigger: 'test' })
  snapshot = await openSnapshot(workspace.paths.published)
}, 120_000)
afterAll(async () => {
  snapshot.close()
  await rm(folder, { recursive: true, force: true })
})

async function pagesOf(name: string, locale: (typeof LOCALES)[number]): Promise<string> {
  const definition = await readDefinition(name)
  const report = await prepareReport(snapshot, definition, reportPeriod(definition.period, undefined, snapshot.run))
  const { html } = await composeHtml(report, locale)
  return html.slice(html.indexOf('<main'))
}

describe.each(['weekly', 'pdca-review', 'inspection', 'audit', 'norm-coverage'])('%s of an empty workspace', (name) => {
  test.each(LOCALES)('says in %s what there is not, without a gap in any table', async (locale) => {
    const html = await pagesOf(name, locale)
    expect(html).not.toMatch(/\bNaN\b|undefined|Infinity|\[object|\{\w+\}/)
    expect(html.slice(html.indexOf('</section>'))).not.toMatch(/<tbody>\s*<\/tbody>/)
  })
})

test('nothing is drawn, claimed or proposed where there is nothing', async () => {
  const html = await pagesOf('pdca-review', 'en')
  expect(html).not.toContain('class="figure"')
  expect(html).toContain('No improvement action is in the register for this month.')
  const weekly = await pagesOf('weekly', 'en')
  expect(weekly).not.toContain('no limit set')
  expect(weekly.match(/no complaints in the week/g)).toHaveLength(9)
  const coverage = await pagesOf('norm-coverage', 'en')
  expect(coverage).toContain('This report has not been issued before.')
  // What is not measurable is neither 0 % nor 100 %: no interval of nothing.
  expect(coverage).not.toContain('0.0%–0.0%')
})

test('each quarter without an inspection is told', async () => {
  expect((await pagesOf('inspection', 'en')).match(/no inspection on record/g)).toHaveLength(4)
})
