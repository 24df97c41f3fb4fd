import { beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../../../pipelines/run.ts'
import { openForReading } from '../../../../pipelines/warehouse/database.ts'
import { queryRows, type Row } from '../../../../pipelines/warehouse/query.ts'
import { makeTestWorkspace, PLAIN_SOURCE, quietEffects } from '../../../workspace.ts'

const FIELDS = ['product', 'lot', 'cause']
const SOURCE = {
  ...PLAIN_SOURCE,
  columns: { ...PLAIN_SOURCE.columns, ...Object.fromEntries(FIELDS.map((field) => [field, field])) },
}
const PHRASES: Readonly<Record<string, readonly string[]>> = {
  配送延迟: ['快递三天还没送到', '包裹一直在路上没有更新', '配送员没有打电话就改期'],
  退款慢: ['退款一直没有到账', '退货的钱还没退给我', '退款审核太久没有结果'],
}

/** Complaints of a year, one in three not coded, an unusual lot in January, and personal data in the words. */
function complaints(): Record<string, string>[] {
  const ordinary = Array.from({ length: 150 }, (_, at) => {
    const category = at % 2 === 0 ? '配送延迟' : '退款慢'
    const phrases = PHRASES[category] ?? []
    const day = new Date(Date.UTC(2025, 1, 1) + at * 2.2 * 86_400_000).toISOString().slice(0, 10)
    return {
      complaint_id: `A${String(at).padStart(3, '0')}`,
      received_at: `${day} 10:00`,
      category: at % 3 === 0 ? '' : category,
      customer_id: `K${at}`,
      customer_name: '欧阳小明',
      body: `${phrases[(at >> 3) % phrases.length]}，我叫欧阳小明，电话1380013${String(8000 + at)}，第${at}次`,
    }
  })
  const batch = Array.from({ length: 8 }, (_, at) => ({
    complaint_id: `B${at}`,
    received_at: `2026-01-${String(12 + (at % 5)).padStart(2, '0')} 09:00`,
    category: '质量缺陷',
    product: '厨房电器',
    lot: 'LZ260518',
    customer_id: `K${at % 6}`,
    customer_name: '欧阳小明',
    body: `空气炸锅${['第一次用就冒烟', '突然冒烟烧焦'][at % 2]}，欧阳小明，批次LZ260518`,
  }))
  return [...ordinary, ...batch, { complaint_id: 'C1', received_at: '2026-01-20 09:00', category: '', body: '' }]
}

const table = async (snapshot: string, name: string): Promise<Row[]> => {
  await using database = await openForReading(snapshot)
  return await queryRows(database.connection, `select * from marts.${name}`)
}

describe('a run', () => {
  let snapshot = ''
  beforeAll(async () => {
    const workspace = await makeTestWorkspace({
      sources: [SOURCE],
      files: { 'a.csv': csvOf(complaints()) },
    })
    snapshot = (await run(workspace, quietEffects, { trigger: 'test' })).snapshot
  })

  test('publishes a code for each complaint that lacks one and has words, and how good such codes are', async () => {
    const rows = await table(snapshot, 'attribution')
    const categories = rows.filter((row) => row['field'] === 'category')
    expect(categories).toHaveLength(50)
    expect(new Set(categories.map((row) => row['complaint_id']))).not.toContain('C1')
    const right = categories.filter((row) => {
      const at = Number(String(row['complaint_id']).slice(1))
      return row['proposed_code'] === (at % 2 === 0 ? '配送延迟' : '退款慢')
    })
    expect(right.length).toBeGreaterThan(47)
    const [quality] = (await table(snapshot, 'attribution_quality')).filter((row) => row['field'] === 'category')
    expect(quality).toMatchObject({ coded_count: 108, uncoded_count: 50, proposed_count: 50, validated_count: 108 })
    expect(quality?.['accuracy']).toBeGreaterThan(0.95)
    expect(quality?.['is_suggestion_only']).toBe(false)
  })

  test('what nobody has coded is suggested only, from the starter dictionary', async () => {
    const natures = (await table(snapshot, 'attribution')).filter((row) => row['field'] === 'nature')
    expect(natures.length).toBeGreaterThan(100)
    expect(natures.every((row) => row['is_suggestion_only'] === true && Number(row['probability']) <= 0.5)).toBe(true)
    const [quality] = (await table(snapshot, 'attribution_quality')).filter((row) => row['field'] === 'nature')
    expect(quality).toMatchObject({ validated_count: 0, accuracy: null, is_suggestion_only: true })
  })

  test('finds the batch and counts its complainants once', async () => {
    const incidents = await table(snapshot, 'batch_incident')
    expect(incidents).toHaveLength(1)
    expect(incidents[0]).toMatchObject({
      incident_id: 'lot-B0',
      kind: 'lot',
      lot: 'LZ260518',
      product: '厨房电器',
      complaint_count: 8,
      customer_count: 6,
    })
    expect(await table(snapshot, 'batch_case')).toHaveLength(8)
  })

  test('terms of the new matter stand out, and none of them is personal', async () => {
    const terms = (await table(snapshot, 'keyness')).map((row) => String(row['term']))
    expect(terms.some((term) => /冒烟|炸锅/.test(term))).toBe(true)
    expect(terms.filter((term) => /欧阳|小明|\d|LZ/i.test(term))).toEqual([])
  })

  test('near duplicates are groups of two or more with a first complaint of their own', async () => {
    const rows = await table(snapshot, 'near_duplicate')
    const sizes = Map.groupBy(rows, (row) => row['group_id'])
    for (const members of sizes.values()) {
      expect(members.length).toBe(members[0]?.['complaint_count'])
      expect(members.length).toBeGreaterThanOrEqual(2)
      expect(members.some((row) => row['complaint_id'] === row['group_id'] && row['similarity'] === 1)).toBe(true)
    }
    expect(sizes.size).toBeGreaterThan(1)
  })
})

test('without complaints there are no rows, and no error', async () => {
  const workspace = await makeTestWorkspace({ sources: [SOURCE] })
  const { snapshot } = await run(workspace, quietEffects, { trigger: 'test' })
  for (const name of ['attribution', 'keyness', 'near_duplicate', 'batch_incident', 'batch_case']) {
    expect(await table(snapshot, name)).toEqual([])
  }
})

function csvOf(records: readonly Record<string, string>[]): string {
  const fields = Object.keys(SOURCE.columns)
  return [fields, ...records.map((record) => fields.map((field) => record[field] ?? ''))]
    .map((row) => `${row.join(',')}\n`)
    .join('')
}
