import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../../../pipelines/core/locale.ts'
import { atRiskReading } from '../../../../pipelines/metrics/cause-reading.ts'
import { effectReading } from '../../../../pipelines/metrics/reading.ts'
import { run } from '../../../../pipelines/run.ts'
import { queryRows, type Row } from '../../../../pipelines/warehouse/query.ts'
import { openSnapshot, type Snapshot } from '../../../../pipelines/warehouse/snapshot.ts'
import { makeTestWorkspace, PLAIN_SOURCE, quietEffects } from '../../../workspace.ts'

const ACTION_FIELDS = [
  ...['improvement_id', 'title', 'planned_start_on', 'due_on', 'started_on', 'effective_on', 'closed_on'],
  ...['target_metric', 'slice_category', 'pilot_region', 'pilot_started_on', 'exception', 'evidence'],
  ...['why_first', 'why_second', 'is_root_actionable'],
] as const
const SURVEY_FIELDS = ['survey_id', 'complaint_id', 'customer_id', 'sent_at', 'answered_at', 'csat_answer'] as const
const FIRST_WEEK = Date.UTC(2025, 11, 29)
const WEEKS = 40
const AS_OF = new Date('2026-10-05T00:00:00+08:00')
const HOUR = 3_600_000

const fieldsOf = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]))
const SOURCES = [
  { ...PLAIN_SOURCE, files: ['complaints*.csv'], columns: { ...PLAIN_SOURCE.columns, region: 'region' } },
  { source: 'actions', entity: 'improvement', files: ['actions*.csv'], columns: fieldsOf(ACTION_FIELDS) },
  {
    source: 'answers',
    entity: 'survey',
    files: ['answers*.csv'],
    columns: fieldsOf(SURVEY_FIELDS),
    constants: { csat_scale: 5 },
  },
]

const stamp = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
const day = (week: number) => stamp(FIRST_WEEK + week * 168 * HOUR).slice(0, 10)

/** So many of a week's twenty are in time: in the north from week 18 on 19 instead of 11; in the south 11 throughout. */
const inTime = (region: string, week: number) => (region === 'north' && week >= 18 ? 19 : 11)
/** First answers get better everywhere in week 20, not by the pilot in the south. */
const answered = (week: number) => (week >= 20 ? 19 : 13)
/** Refund complaints: six a week, one while the action lasts (weeks 14 to 27), six again since. */
const refunds = (week: number) => (week >= 14 && week < 28 ? 1 : 6)

function complaints(): Record<string, string>[] {
  return Array.from({ length: WEEKS }, (_, week) => week).flatMap((week) => [
    ...['north', 'south'].flatMap((region) =>
      Array.from({ length: 20 }, (_, at) => caseOf(`${region}-${week}-${at}`, region, week, at)),
    ),
    ...Array.from({ length: refunds(week) }, (_, at) => ({
      ...caseOf(`refund-${week}-${at}`, 'west', week, at),
      category: 'refund',
    })),
  ])
}

function caseOf(id: string, region: string, week: number, at: number): Record<string, string> {
  const received = FIRST_WEEK + (week * 168 + at * 5) * HOUR
  const isLast = week === WEEKS - 1
  return {
    complaint_id: id,
    region,
    category: 'delivery',
    level: 'L2',
    customer_id: `K-${id}`,
    received_at: stamp(received),
    registered_at: stamp(received + HOUR),
    accepted_at: stamp(received + HOUR),
    first_response_at: stamp(received + (at < answered(week) ? 2 : 30) * HOUR),
    resolved_at: isLast ? '' : stamp(received + (at < inTime(region, week) ? 20 : 60) * HOUR),
  }
}

const metric = (name: string, more: Record<string, string>) => ({ target_metric: name, ...more })
const ACTIONS: Record<string, string>[] = [
  metric('on_time_resolution', { improvement_id: 'A1', pilot_region: 'north', pilot_started_on: day(18) }),
  metric('first_response_on_time', { improvement_id: 'A2', pilot_region: 'south', pilot_started_on: day(20) }),
  { improvement_id: 'A3', slice_category: 'refund', effective_on: day(14), closed_on: day(26), evidence: 'fewer' },
  metric('registration_on_time', { improvement_id: 'A4', effective_on: day(14), closed_on: day(30) }),
  metric('registration_on_time', {
    improvement_id: 'A5',
    effective_on: day(14),
    closed_on: day(30),
    exception: 'law asks for it; agreed by the head',
  }),
  metric('on_time_resolution', { improvement_id: 'A6', planned_start_on: day(20), due_on: day(30) }),
  metric('on_time_resolution', { improvement_id: 'A7', started_on: day(34), effective_on: day(38) }),
  {
    improvement_id: 'A8',
    target_metric: 'joy',
    effective_on: day(14),
    why_first: 'slow',
    why_second: 'no staff',
    is_root_actionable: 'true',
  },
  { improvement_id: 'A9', slice_category: 'delivery', pilot_region: 'north', pilot_started_on: day(18) },
  {
    improvement_id: 'B1',
    target_metric: '退款类投诉占比',
    slice_category: 'refund',
    pilot_region: 'west',
    pilot_started_on: day(14),
  },
]
const ANSWERS = [
  { survey_id: 'S1', complaint_id: 'north-38-1', sent_at: day(38), answered_at: day(39), csat_answer: '1' },
  { survey_id: 'S2', customer_id: 'K-silent', sent_at: day(38), answered_at: day(39), csat_answer: '2' },
  { survey_id: 'S3', complaint_id: 'north-5-1', sent_at: day(5), answered_at: day(6), csat_answer: '1' },
  { survey_id: 'S4', complaint_id: 'north-38-2', sent_at: day(38), answered_at: day(39), csat_answer: '5' },
]

function csv(fields: readonly string[], records: readonly Record<string, string>[]): string {
  return [fields, ...records.map((record) => fields.map((field) => record[field] ?? ''))]
    .map((row) => `${row.join(',')}\n`)
    .join('')
}

let snapshot: Snapshot
let effects: Row[]
const effect = (id: string): Row => effects.find((row) => row['improvement_id'] === id) ?? {}

beforeAll(async () => {
  const workspace = await makeTestWorkspace({
    sources: SOURCES,
    files: {
      'complaints.csv': csv([...Object.keys(PLAIN_SOURCE.columns), 'region'], complaints()),
      'actions.csv': csv(ACTION_FIELDS, ACTIONS),
      'answers.csv': csv(SURVEY_FIELDS, ANSWERS),
    },
  })
  await run(workspace, quietEffects, { asOf: AS_OF, trigger: 'test' })
  snapshot = await openSnapshot(workspace.paths.published)
  effects = await queryRows(snapshot.database.connection, 'select * from marts.improvement_effect')
}, 120_000)

afterAll(() => snapshot.close())

describe('actions as loaded', () => {
  test('a pilot that gains on the others improved, by difference in differences', () => {
    expect(effect('A1')).toMatchObject({
      verdict: 'improved',
      method: 'difference_in_differences',
      scale: 'difference',
    })
    expect(effect('A1')['effect']).toBeCloseTo(0.4, 1)
    expect(effect('A1')['effect_low']).toBeGreaterThan(0.25)
    expect(effectReading('en', effect('A1') as Parameters<typeof effectReading>[1])).toContain('outside the pilot')
  })

  test('a pilot whose region gained as all others did shows no evidence, although it is better than before', () => {
    const { numerator_before: x0, denominator_before: n0, numerator_after: x1, denominator_after: n1 } = effect('A2')
    expect(Number(x1) / Number(n1) - Number(x0) / Number(n0)).toBeGreaterThan(0.2)
    expect(effect('A2')).toMatchObject({ verdict: 'no_evidence', method: 'difference_in_differences' })
  })

  test('counts of a pilot, and its part of all cases, are held against those outside of it too', () => {
    expect(effect('A9')).toMatchObject({
      comparison: 'count',
      verdict: 'no_evidence',
      method: 'difference_in_differences',
      scale: 'ratio',
    })
    expect(effect('A9')['effect']).toBeCloseTo(1, 6)
    // All cases of the west are refunds, and nobody else has any: neither part of all changed.
    expect(effect('B1')).toMatchObject({
      comparison: 'share_of_all',
      verdict: 'no_evidence',
      method: 'difference_in_differences',
      scale: 'difference',
    })
    expect(effect('B1')['effect']).toBeCloseTo(0, 6)
  })

  test('what came back after closing is said to have recurred', () => {
    expect(effect('A3')).toMatchObject({ comparison: 'count', recurrence: 'recurred' })
  })

  test('closed without a shown effect needs an exception that is written down', () => {
    expect(effect('A4')).toMatchObject({ verdict: 'no_evidence', is_closed_without_evidence: true })
    expect(effect('A5')).toMatchObject({ verdict: 'no_evidence', is_closed_without_evidence: false })
  })

  test('overdue, too early, and a target that is no metric', () => {
    expect(effect('A6')).toMatchObject({ is_overdue: true, verdict: null, obstacle: 'not_in_effect' })
    expect(effect('A7')).toMatchObject({ is_overdue: false, verdict: 'too_early' })
    expect(effect('A8')).toMatchObject({ verdict: null, obstacle: 'no_metric' })
  })

  test('each has a sentence in three languages', () => {
    for (const row of effects)
      for (const locale of LOCALES) {
        const text = effectReading(locale, row as Parameters<typeof effectReading>[1])
        expect(text).not.toMatch(/[{}]|undefined|NaN/)
      }
  })
})

test('the chain of whys, with its root', async () => {
  const rows = await queryRows(snapshot.database.connection, 'select * from marts.five_why order by why_level')
  expect(rows).toMatchObject([
    { improvement_id: 'A8', why_level: 1, answer: 'slow', is_root: false, why_depth: 2 },
    { improvement_id: 'A8', why_level: 2, answer: 'no staff', is_root: true, is_root_actionable: true },
  ])
})

test('customers at risk as of the run, each with the rule, under a pseudonym', async () => {
  const rows = await queryRows(
    snapshot.database.connection,
    `select at_risk.*, complaint.complaint_id
    from marts.at_risk_customer as at_risk
    left join facts.complaint on complaint.customer_id = at_risk.customer_id
    where is_dissatisfied order by is_silent`,
  )
  // An answer of February is no risk of October; a silent one has no complaint.
  expect(rows.map(({ complaint_id: id, is_silent: silent }) => [id, silent])).toEqual([
    ['north-38-1', false],
    [null, true],
  ])
  expect(JSON.stringify(rows)).not.toContain('K-')
  expect(atRiskReading('en', rows[0] as Parameters<typeof atRiskReading>[1])).toMatch(
    /^Customer [0-9a-f]{16}: answered dissatisfied within 90 days\.$/,
  )
  const [overdue] = await queryRows(
    snapshot.database.connection,
    'select count(*) as customers from marts.at_risk_customer where is_overdue and overdue_open = 1',
  )
  expect(Number(overdue?.['customers'])).toBeGreaterThan(10)
})
