import { existsSync } from 'node:fs'
import { copyFile, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeWorkspace } from '../pipelines/commands/init.ts'
import { openWorkspace } from '../pipelines/core/workspace.ts'
import { answerMetrics } from '../pipelines/metrics/answer-metrics.ts'
import { run } from '../pipelines/run.ts'
import { queryRows } from '../pipelines/warehouse/query.ts'
import { openSnapshot } from '../pipelines/warehouse/snapshot.ts'
import { quietEffects } from './workspace.ts'

const DATA = join(import.meta.dirname, '../../shared/data')

async function published(example: string, file: string, asOf: string) {
  const folder = await mkdtemp(join(tmpdir(), `huiyin-${example}-`))
  await makeWorkspace(folder, example, { locale: 'en' })
  const workspace = await openWorkspace(folder)
  await copyFile(join(DATA, file), join(workspace.paths.inbox, basename(file)))
  const outcome = await run(workspace, quietEffects, { asOf: new Date(asOf), trigger: 'test' })
  return { outcome, snapshot: await openSnapshot(workspace.paths.published) }
}

describe.skipIf(!existsSync(DATA))(
  'real files through the whole pipeline (need ../shared/data; skipped without)',
  () => {
    test('CFPB 2014: 8,179 of 8,340 answered in time; the record that lacks a field is padded and counted', async () => {
      const { outcome, snapshot } = await published(
        'cfpb-2014',
        'cfpb-2014-oldschema/Consumer_Complaints.csv',
        '2014-11-14T12:00:00-05:00',
      )
      await using _ = snapshot
      expect(outcome.load.files[0]).toMatchObject({
        rowsRead: 8340,
        rowsLoaded: 8340,
        rowsUnchanged: 0,
        rowsQuarantined: 0,
        notes: ['not_loaded=Sub-product, Consumer disputed?', 'personal_dropped=ZIP code', 'padded=1'],
      })
      const { rows } = await answerMetrics(snapshot.database.connection, snapshot.run, {
        metrics: ['complaints_received', 'stated_on_time', 'resolution_rate', 'first_response_on_time', 'backlog'],
      })
      expect(rows.map(({ numerator, denominator }) => [numerator, denominator])).toEqual([
        [8340, null],
        [8179, 8340],
        [0, 0],
        [0, 0],
        [null, null],
      ])
      const channels = await answerMetrics(snapshot.database.connection, snapshot.run, {
        metrics: ['complaints_received'],
        by: ['channel'],
      })
      expect(Object.fromEntries(channels.rows.map((row) => [row.by['channel'], row.value]))).toEqual({
        letter: 445,
        other: 1156,
        phone: 470,
        web: 6269,
      })
      const nel = await queryRows(
        snapshot.database.connection,
        "select count(*) as n from facts.complaint where department = 'Altisource Portfolio Solutions, S.' || chr(133) || ' r.l.'",
      )
      expect(nel).toEqual([{ n: 2 }])
    })

    test('CFPB 2013–2016 without numbers: twins are kept and counted, events out of order are found', async () => {
      const { outcome, snapshot } = await published(
        'cfpb-2016',
        'cfpb-2013to2016-noid/consumer_complaints.csv',
        '2017-03-01T12:00:00-05:00',
      )
      await using _ = snapshot
      expect(outcome.load.files[0]).toMatchObject({
        rowsRead: 3186,
        rowsLoaded: 3186,
        rowsQuarantined: 0,
        notes: [
          'not_loaded=Sub-product, Consumer consent provided?, Consumer disputed?',
          'personal_dropped=ZIP code',
          'exact_duplicates=11',
        ],
      })
      const { rows } = await answerMetrics(snapshot.database.connection, snapshot.run, { metrics: ['stated_on_time'] })
      expect(rows[0]).toMatchObject({ numerator: 3093, denominator: 3186 })
      expect(outcome.checks.find((check) => check.name === 'event_order')?.rows).toBe(6)
    })

    test('NYC 311: received on New Year’s Eve, resolved in the next year', async () => {
      const { outcome, snapshot } = await published(
        'nyc311',
        'nyc311-socrata-api/nyc311.csv',
        '2024-07-01T12:00:00-04:00',
      )
      await using _ = snapshot
      expect(outcome.load.files[0]).toMatchObject({ rowsRead: 1000, rowsLoaded: 1000, rowsQuarantined: 0 })
      const { rows } = await answerMetrics(snapshot.database.connection, snapshot.run, {
        metrics: ['complaints_received', 'resolution_rate', 'backlog'],
        period: 'year',
        from: '2019-01-01',
        to: '2024-06-30',
      })
      expect(rows.filter((row) => row.metric === 'complaints_received').map((row) => row.value)).toEqual([
        1000, 0, 0, 0, 0, 0,
      ])
      expect(rows.find((row) => row.metric === 'resolution_rate')).toMatchObject({ numerator: 998, denominator: 1000 })
      expect(rows.filter((row) => row.metric === 'backlog').at(-1)?.value).toBe(2)
    })
  },
)

test.runIf(!existsSync(DATA))('real files are skipped: ../shared/data is not here', () => {
  expect(existsSync(DATA)).toBe(false)
})
