import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import { metricCatalogue, metricText, withDefinitions } from '../../../pipelines/metrics/catalogue.ts'
import { type Coverage, normCoverage } from '../../../pipelines/norms/coverage.ts'
import { coverageWords } from '../../../pipelines/norms/coverage-text.ts'
import { run } from '../../../pipelines/run.ts'
import { openSnapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { makeTestWorkspace, PLAIN_NORM, PLAIN_SOURCE, plainCsv, quietEffects } from '../../workspace.ts'

const RECORDS = [
  {
    complaint_id: 'A',
    received_at: '2026-01-10 08:00',
    registered_at: '2026-01-10 09:00',
    level: 'L4',
    channel: '电话',
  },
  {
    complaint_id: 'B',
    received_at: '2026-01-11 08:00',
    registered_at: '2026-01-13 09:00',
    level: 'L2',
    channel: '电话',
  },
  { complaint_id: 'C', received_at: '2026-01-12 08:00', registered_at: '2026-01-12 09:00', level: 'L2' },
]

const DECIDED = {
  settings: {
    norm_choices: { K6: 'receipt', K19: 'adopted' },
    attestations: [
      { requirement: 'R148', by: '信息部', on: '2026-01-05', text: '每日备份' },
      { requirement: 'R152', by: '档案室', on: '2026-01-05', text: '专人保管', until: '2026-01-20' },
      { requirement: 'R228', by: '质量部', on: '2026-03-01', text: '职责表' },
      { requirement: 'R001', by: '客服部', on: '2026-01-05', text: '都登记了' },
    ],
  },
  norms: [
    {
      ...PLAIN_NORM,
      limits: [
        {
          clock: 'registration',
          requirement: 'R001',
          hours: 24,
          changed: { by: '质量部', on: '2026-01-01', reason: '沿用' },
        },
        { clock: 'resolution', requirement: 'R025-R027', hours_by_level: { L4: 24 } },
      ],
      switched_off: [{ requirement: 'R260', by: '质量部', on: '2026-01-01', reason: '不开展' }],
      clauses: [
        { id: 'OWN1', title: '自有条款', content: '登记人可查', metrics: ['registration_on_time'] },
        { id: 'OWN2', title: '自有条款', content: '门店可查', complete: ['complaint.store'] },
      ],
    },
  ],
}

let coverage: Coverage
let folder: string
let published: string
beforeAll(async () => {
  const source = { ...PLAIN_SOURCE, columns: { ...PLAIN_SOURCE.columns } }
  const files = { 'a.csv': plainCsv(RECORDS) }
  const workspace = await makeTestWorkspace({ ...DECIDED, sources: [source], files })
  folder = workspace.folder
  published = workspace.paths.published
  await run(workspace, quietEffects, { asOf: new Date('2026-01-31T00:00:00Z'), trigger: 'test' })
  await using snapshot = await openSnapshot(published)
  coverage = await normCoverage(snapshot.database.connection, snapshot.run)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const row = (id: string) => {
  const found = coverage.rows.find(({ requirement }) => requirement.id === id)
  if (found === undefined) throw new Error(id)
  return found
}

describe('the coverage of a small workspace', () => {
  test('has 273 rows and the own clauses, each in one state with a reason', () => {
    expect(coverage.rows).toHaveLength(275)
    for (const item of coverage.rows) {
      expect(['measured', 'attested', 'not_measurable']).toContain(item.state)
      expect(item.state === 'measured', item.requirement.id).toBe(item.figures.length > 0)
      for (const locale of LOCALES) expect(coverageWords(item, locale).reason.length).toBeGreaterThan(2)
    }
  })

  test('a limit for every case is held against every case', () => {
    const { state, figures, limits } = row('R001')
    expect(state).toBe('measured')
    const figure = figures.find(({ subject }) => subject === 'registration_on_time')
    expect(figure).toMatchObject({ numerator: 2, denominator: 3, n: 3, verdict: 'below' })
    expect(limits).toMatchObject([{ clock: 'registration', hours: 24, changed: { reason: '沿用' } }])
    expect(row('R026').limits).toHaveLength(1)
    expect(row('R028').limits).toEqual([])
  })

  test('fields that no source supplies make a row not measurable, and are named', () => {
    expect(row('R010')).toMatchObject({
      state: 'not_measurable',
      reason: { code: 'fields_missing', fields: ['complaint.registrar'] },
    })
    expect(coverageWords(row('R010'), 'en').reason).toContain('Registrar')
    expect(coverageWords(row('R003'), 'zh-CN').reason).toMatch(/：\S+、\S+$/)
    expect(row('R003').reason).toMatchObject({
      code: 'fields_missing',
      fields: ['activity.request_count', 'activity.request_answered_count'],
    })
    expect(row('R007').reason).toEqual({ code: 'lacks', data: 'telephony' })
    expect(row('OWN2')).toMatchObject({ state: 'not_measurable', missingFields: ['complaint.store'] })
  })

  test('a metric that came with a column later than the snapshot is not measurable in it, and all others are', async () => {
    const texts = new Map([...metricCatalogue().keys()].map((metric) => [metric, metricText(metric) ?? '']))
    const text = texts.get('registration_on_time') ?? ''
    texts.set('registration_on_time', text.replaceAll('registration_status', 'column_of_tomorrow'))
    await using snapshot = await openSnapshot(published)
    const later = await withDefinitions(texts, () => normCoverage(snapshot.database.connection, snapshot.run))
    const own = later.rows.find(({ requirement }) => requirement.id === 'OWN1')
    expect(own).toMatchObject({
      state: 'not_measurable',
      reason: { code: 'not_in_snapshot', metrics: ['registration_on_time'] },
    })
    if (own !== undefined) expect(coverageWords(own, 'en').reason).toContain('Registration')
    const states = (given: Coverage) => given.rows.filter(({ state }) => state === 'measured').length
    expect(states(later)).toBeGreaterThan(states(coverage) - 5)
  })

  test('a clause on a part of the cases that has none is not kept by the others', () => {
    expect(row('R026')).toMatchObject({ state: 'not_measurable', figures: [] })
  })

  test('a field that is supplied and never filled is no figure', () => {
    expect(row('R101').figures.map(({ subject }) => subject)).toEqual([])
    expect(row('R116').figures.find(({ kind }) => kind === 'breakdown')).toMatchObject({ numerator: 2, denominator: 3 })
  })

  test('what is attested holds from its day to its last, and never stands in for what is measured', () => {
    expect(row('R148')).toMatchObject({ state: 'attested', reason: { code: 'stated', by: '信息部', on: '2026-01-05' } })
    expect(row('R152').reason.code).toBe('to_attest')
    expect(row('R228').reason.code).toBe('to_attest')
    expect(row('R001').state).toBe('measured')
  })

  test('what is attested alone is asked for no more than those requirements need', async () => {
    await using snapshot = await openSnapshot(published)
    const { rows, statements } = await normCoverage(snapshot.database.connection, snapshot.run, {
      states: ['attested'],
    })
    expect(rows).toEqual(coverage.rows.filter(({ state }) => state === 'attested'))
    expect(rows).not.toHaveLength(0)
    const length = (all: Coverage['statements']) => all.reduce((sum, { sql }) => sum + sql.length, 0)
    expect(length(statements)).toBeLessThan(length(coverage.statements) / 10)
  })

  test('clauses that are switched off stay, and say so', () => {
    expect(row('R260').switchedOff).toMatchObject({ reason: '不开展' })
    expect(coverageWords(row('R260'), 'zh-CN').reason).toContain('停用')
  })

  test('own clauses are measured by the metrics that they name', () => {
    expect(row('OWN1')).toMatchObject({ state: 'measured', requirement: { section: 'own' } })
  })

  test('the choices that hold are those of the run', () => {
    expect(coverage.choices.filter(({ isDefault }) => !isDefault).map(({ choice }) => choice.id)).toEqual(['K6', 'K19'])
  })
})

test.each([
  { parts: { settings: { norm_choices: { K6: 'moon' } } }, key: 'norm_choices.K6' },
  {
    parts: { settings: { attestations: [{ requirement: 'R999', by: 'a', on: '2026-01-01', text: 'b' }] } },
    key: 'attestations',
  },
  {
    parts: {
      norms: [{ ...PLAIN_NORM, switched_off: [{ requirement: 'R274', by: 'a', on: '2026-01-01', reason: 'b' }] }],
    },
    key: 'switched_off',
  },
  {
    parts: {
      norms: [
        {
          norm: 'x',
          clauses: [
            { id: 'A', title: 'a', content: 'a' },
            { id: 'A', title: 'b', content: 'b' },
          ],
        },
      ],
    },
    key: 'clauses',
  },
])('$key that names what there is not stops the run', async ({ parts, key }) => {
  const workspace = await makeTestWorkspace(parts)
  const details = expect.objectContaining({ key })
  await expect(run(workspace, quietEffects, { trigger: 'test' })).rejects.toMatchObject({ code: 'HY-C-003', details })
  await rm(workspace.folder, { recursive: true, force: true })
})
