import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { sourceSchema } from '../../../../pipelines/core/source-schema.ts'
import { openWorkspace } from '../../../../pipelines/core/workspace.ts'
import { loadFiles } from '../../../../pipelines/load/load-inbox.ts'
import { mappingYaml } from '../../../../pipelines/load/propose/mapping-yaml.ts'
import { queryRows } from '../../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, quietEffects } from '../../../workspace.ts'
import { csv, fileOf, lookAt, proposalFor, rowsOf } from './proposal-of.ts'

const WORDS = ['Very satisfied', 'Satisfied', 'Neither satisfied nor dissatisfied', 'Dissatisfied', 'Very dissatisfied']

/** Proposes a mapping for a file, writes it and loads the file by it. */
async function mapAndLoad(text: string) {
  const file = await fileOf('answers.csv', text)
  const proposal = proposalFor(await lookAt(file))
  const yaml = mappingYaml(proposal, 'en')
  const empty = await makeTestWorkspace({ sources: [], files: { 'answers.csv': readFileSync(file, 'utf8') } })
  writeFileSync(join(empty.folder, 'sources', 'answers.yaml'), yaml)
  const workspace = await openWorkspace(empty.folder)
  await using warehouse = await openWarehouse(workspace, 'test')
  await loadFiles(workspace, warehouse.connection, quietEffects)
  const rows = await queryRows<{ survey_id: string; csat: number; nps: number }>(
    warehouse.connection,
    'select survey_id, csat_score as csat, nps_score as nps from staging.survey order by row_number',
  )
  return { proposal, mapping: sourceSchema.parse(parse(yaml)), rows }
}

test('a second row below the header that says how questions are answered belongs to it; words become points', async () => {
  const { proposal, mapping, rows } = await mapAndLoad(
    csv(
      [
        'Respondent ID',
        'End Date',
        'How satisfied were you with how we handled your complaint?',
        'Likelihood to recommend',
        'What was wrong?',
        '',
      ],
      [
        ['', '', 'Response', 'Response', 'Slow', 'Rude'],
        ...rowsOf(40, (n) => [
          `${11_800 + n}`,
          `03/${10 + (n % 19)}/2026 02:05:00 PM`,
          WORDS[n % 4] ?? '',
          `${n % 11}`,
          'x',
          '',
        ]),
      ],
    ),
  )
  expect([proposal.entity, proposal.headerLine, proposal.records]).toEqual(['survey', 2, 40])
  expect(proposal.columns.map(({ name }) => name).slice(4)).toEqual([
    'What was wrong? / Slow',
    'What was wrong? / Rude',
  ])
  expect(mapping.constants).toEqual({ csat_scale: 5 })
  // Nobody was very dissatisfied yet; the first who is will be understood.
  expect(mapping.columns['csat_answer']).toMatchObject({ values: { 'Very dissatisfied': '1' } })
  expect(rows).toHaveLength(40)
  expect(rows.slice(0, 4).map(({ csat }) => csat)).toEqual([5, 4, 3, 2])
})

test('the row of a tool’s own codes is no answer', async () => {
  const { proposal, rows } = await mapAndLoad(
    csv(
      ['StartDate', 'ResponseId', 'Q1', 'Q2'],
      [
        ['Start Date', 'Response ID', 'Overall satisfaction', 'Likelihood to recommend'],
        ['{"ImportId":"startDate"}', '{"ImportId":"_recordId"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2"}'],
        ...rowsOf(30, (n) => ['2026-03-01 10:00:00', `R_${n}x`, `${1 + (n % 5)}`, `${n % 11}`]),
      ],
    ),
  )
  expect(proposal.headerLine).toBe(2)
  expect(rows.map(({ survey_id }) => survey_id)).toEqual(rowsOf(30, (n) => [`R_${n}x`]).flat())
})

test('short remarks are a comment; dates and a way of delivery alone make no survey', async () => {
  const remarks = rowsOf(40, (n) => [`2026-03-${10 + (n % 19)} 10:00:00`, `${1 + (n % 5)}`, `回复太慢了${n}次`])
  const { columns } = proposalFor(await lookAt('a.csv', csv(['提交答卷时间', '总体满意度', '3、您的建议'], remarks)))
  expect(columns.map(({ field }) => field)).toEqual(['answered_at', 'csat_answer', 'comment'])
  const few = proposalFor(await lookAt('a.csv', csv(['提交答卷时间', '总体满意度', '备注'], remarks.slice(0, 9))))
  expect(few.columns.at(-1)?.field).toBe('comment')
  const learners = rowsOf(40, (n) => [`U${n}`, `2026-03-${10 + (n % 19)}`, 'Online', 'Ana'])
  const look = await lookAt('b.csv', csv(['User ID', 'Completion Date', 'Delivery Method', 'Tutor'], learners))
  expect(proposalFor(look).isEntitySure).toBe(false)
})
