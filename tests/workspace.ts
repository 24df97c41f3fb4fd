import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Effects } from '../pipelines/core/effects.ts'
import { openWorkspace, type Workspace } from '../pipelines/core/workspace.ts'

/** A complaint source with one column a field, named as the field, for tests that are not about mapping. */
export const PLAIN_SOURCE = {
  source: 'plain',
  entity: 'complaint',
  files: ['*.csv'],
  columns: Object.fromEntries(
    [
      'complaint_id',
      'received_at',
      'registered_at',
      'accepted_at',
      'first_response_at',
      'resolved_at',
      'closed_at',
      'reopened_at',
      'status',
      'level',
      'channel',
      'category',
      'customer_id',
      'customer_name',
      'customer_phone',
      'body',
    ].map((field) => [field, field]),
  ),
}

export const PLAIN_NORM = {
  norm: 'test',
  limits: [
    { clock: 'registration', hours: 24 },
    { clock: 'first_response', hours: 24 },
    { clock: 'resolution', hours_by_level: { L4: 24, L3: 72, L2: 48 } },
  ],
}

export const quietEffects: Effects = { now: () => new Date('2026-01-31T00:00:00Z'), progress: () => undefined, env: {} }

/** A new workspace in the temporary folder, in Shanghai time unless settings say otherwise. */
export async function makeTestWorkspace(
  parts: { settings?: object; sources?: object[]; norms?: object[]; files?: Record<string, string | Uint8Array> } = {},
): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-test-'))
  for (const name of ['sources', 'norms', 'inbox']) await mkdir(join(folder, name))
  await writeFile(
    join(folder, 'huiyin.yaml'),
    stringify({ name: 'Test', timezone: 'Asia/Shanghai', locale: 'en', ...parts.settings }),
  )
  await writeFile(join(folder, 'masking.key'), `${'5'.repeat(64)}\n`)
  for (const [index, source] of (parts.sources ?? [PLAIN_SOURCE]).entries())
    await writeFile(join(folder, 'sources', `${index}.yaml`), stringify(source))
  for (const [index, norm] of (parts.norms ?? [PLAIN_NORM]).entries())
    await writeFile(join(folder, 'norms', `${index}.yaml`), stringify(norm))
  for (const [name, content] of Object.entries(parts.files ?? {})) await writeFile(join(folder, 'inbox', name), content)
  return openWorkspace(folder)
}

/** CSV text of records; fields of PLAIN_SOURCE that a record lacks stay empty. */
export function plainCsv(records: readonly Record<string, string>[]): string {
  const fields = Object.keys(PLAIN_SOURCE.columns)
  const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [fields, ...records.map((record) => fields.map((field) => quote(record[field] ?? '')))]
    .map((row) => `${row.join(',')}\n`)
    .join('')
}
