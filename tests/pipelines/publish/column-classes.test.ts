import { describe, expect, test } from 'vitest'
import { sourceSchema } from '../../../pipelines/core/source-schema.ts'
import { classedFields, privacyOf } from '../../../pipelines/publish/column-classes.ts'
import { run } from '../../../pipelines/run.ts'
import { openForReading } from '../../../pipelines/warehouse/database.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { makeTestWorkspace, PLAIN_SOURCE, plainCsv, quietEffects } from '../../workspace.ts'

const column = (name: string, privacy = 'public', type = 'VARCHAR', role = 'what') =>
  ({ name, privacy, type, role, meaning: '' }) as Parameters<typeof privacyOf>[0]

describe('how a column is masked', () => {
  const classed = classedFields([
    sourceSchema.parse({
      ...PLAIN_SOURCE,
      columns: {
        category: { from: 'c', class: 'free_text' },
        channel: { from: 'd', class: 'quasi_identifier' },
        complaint_id: { from: 'e', class: 'direct_identifier' },
        body: { from: 'f', class: 'public' },
        received_at: { from: 'g', class: 'quasi_identifier' },
      },
    }),
    sourceSchema.parse({ ...PLAIN_SOURCE, columns: { category: { from: 'c', class: 'direct_identifier' } } }),
  ])

  test.each([
    ['the strictest of all mappings', column('category'), 'private'],
    ['the words of a coded field', column('channel_source'), 'pseudonym'],
    ['the values without a code', column('source_value'), 'private'],
    ['a key is hashed', column('complaint_id', 'public', 'VARCHAR', 'key'), 'pseudonym'],
    ['no class makes a column less strict', column('body', 'redact'), 'redact'],
    ['an instant cannot be hashed', column('received_at', 'public', 'TIMESTAMP WITH TIME ZONE'), 'private'],
    ['a field without a class', column('region'), 'public'],
  ])('%s', (_name, declared, expected) => {
    expect(privacyOf(declared, classed)).toBe(expected)
  })
})

test('what a mapping calls personal is not in the snapshot, whatever field it went into', async () => {
  const classed = {
    category: { from: 'category', class: 'free_text' },
    level: { from: 'level', class: 'direct_identifier' },
  }
  const row = { complaint_id: 'A1', received_at: '2026-01-05 10:00:00', level: '张三丰', channel: 'phone' }
  const workspace = await makeTestWorkspace({
    sources: [{ ...PLAIN_SOURCE, columns: { ...PLAIN_SOURCE.columns, ...classed } }],
    files: { 'a.csv': plainCsv([{ ...row, category: '打 13812345678 找我' }]) },
  })
  const { snapshot } = await run(workspace, quietEffects, { trigger: 'test' })
  {
    await using reader = await openForReading(snapshot)
    const [fact] = await queryRows(reader.connection, 'select * from facts.complaint')
    expect(fact).toMatchObject({ complaint_id: 'A1', category: '打 138****5678 找我', level: null })
    const checks = await queryRows(reader.connection, 'select * from checks.unmapped_value')
    expect(JSON.stringify([fact, checks])).not.toContain('张三丰')
  }
})

test('free text names neither the customer nor the people who handled the case', async () => {
  const row = { complaint_id: 'A1', received_at: '2026-01-05 10:00:00', owner: '陶磊芳', customer_name: '王小明' }
  const fields = ['complaint_id', 'received_at', 'owner', 'customer_name', 'body'] as const
  const told = { ...row, body: '王小明说客服陶磊芳没有回电' }
  const workspace = await makeTestWorkspace({
    sources: [{ ...PLAIN_SOURCE, columns: Object.fromEntries(fields.map((field) => [field, field])) }],
    files: { 'a.csv': [fields, fields.map((field) => told[field])].map((cells) => `${cells.join(',')}\n`).join('') },
  })
  const { snapshot } = await run(workspace, quietEffects, { trigger: 'test' })
  await using reader = await openForReading(snapshot)
  const [fact] = await queryRows(reader.connection, 'select body, owner from facts.complaint')
  expect(fact?.['body']).toBe('[name]说客服[owner]没有回电')
  expect(fact?.['owner']).toMatch(/^[0-9a-f]{16}$/)
})
