import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { tableFromIPC } from 'apache-arrow'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Workspace } from '../../../pipelines/core/workspace.ts'
import { extract } from '../../../pipelines/extract/extract.ts'
import { run } from '../../../pipelines/run.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { literal, queryRows } from '../../../pipelines/warehouse/query.ts'
import { makeTestWorkspace, plainCsv, quietEffects } from '../../workspace.ts'

const FORMULAS = ['=1+1', "=cmd|'/c calc'!A0", '+1', '-1+1', '@SUM(A1)', '\t=1', ' =1', '＝1']
let workspace: Workspace

beforeAll(async () => {
  const rows = [
    {
      complaint_id: 'A',
      received_at: '2026-01-05 10:00:00',
      customer_name: '欧阳静怡',
      customer_phone: '13912340987',
      body: '欧阳静怡，回电13912340987，"急"\n在线等',
      category: '配送,延迟',
    },
    { complaint_id: 'B', received_at: '2026-01-20 23:59:59' },
    { complaint_id: 'C', received_at: '2026-01-21 00:00:00' },
    ...FORMULAS.map((category, index) => ({
      complaint_id: `F${index}`,
      received_at: '2026-01-10 00:00:00',
      category,
      body: category,
    })),
  ]
  workspace = await makeTestWorkspace({ files: { 'a.csv': plainCsv(rows) } })
  await run(workspace, quietEffects, { asOf: new Date('2026-01-31T00:00:00Z'), trigger: 'test' })
})

async function extracted(format: string, range: { from?: string; to?: string } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-extract-'))
  const { published, logs } = workspace.paths
  const outcome = await extract({ published, logs, name: 'complaints', format, folder, now: new Date(0), ...range })
  expect(await readdir(folder)).toHaveLength(1)
  return { ...outcome, bytes: await readFile(outcome.file) }
}

describe('extract', () => {
  test('CSV: UTF-8 with its mark, local days both inside, masked, text kept whole', async () => {
    const { bytes, rows } = await extracted('csv', { from: '2026-01-05', to: '2026-01-20' })
    const text = bytes.toString('utf8')
    expect(rows).toBe(2 + FORMULAS.length)
    expect(text.startsWith('\ufeffcomplaint_id,customer_id,')).toBe(true)
    expect(text).toContain('"[name]，回电[phone]，""急""\n在线等"')
    expect(text).toContain('2026-01-20 23:59:59')
    expect(text).not.toContain('2026-01-21')
    expect(text).not.toMatch(/欧阳静怡|13912340987/)
  })

  test('CSV: no cell acts as a formula', async () => {
    const sheet = read((await extracted('csv')).bytes, { type: 'buffer', raw: true }).Sheets['Sheet1']
    const cells = utils
      .sheet_to_json<string[]>(sheet ?? {}, { header: 1, raw: true })
      .flat()
      .filter((cell) => typeof cell === 'string')
    expect(cells.filter((cell) => /^\s*[=+@\t＝]/.test(cell) || /^-\d*\D/.test(cell))).toEqual([])
    expect(cells).toContain("'=1+1")
  })

  test('XLSX: texts are text cells, formulas are none', async () => {
    const sheet = read((await extracted('xlsx')).bytes, { type: 'buffer' }).Sheets['complaints'] ?? {}
    const cells = Object.values(sheet).filter(
      (cell): cell is { t: string; v: unknown; f?: string } => typeof cell === 'object' && cell !== null && 't' in cell,
    )
    expect(cells.filter((cell) => cell.f !== undefined)).toEqual([])
    expect(cells).toContainEqual(expect.objectContaining({ t: 's', v: '=1+1' }))
  })

  test('Parquet and Arrow keep types and hold the same rows', async () => {
    const parquet = await extracted('parquet')
    const arrow = tableFromIPC((await extracted('arrow')).bytes)
    await using database = await openForWriting(':memory:')
    const rows = await queryRows<{ complaint_id: string }>(
      database.connection,
      `select complaint_id, typeof(received_at) as type from read_parquet(${literal(parquet.file)})`,
    )
    expect(rows[0]).toMatchObject({ type: 'TIMESTAMP WITH TIME ZONE' })
    expect([...(arrow.getChild('complaint_id') ?? [])]).toEqual(rows.map((row) => row.complaint_id))
  })

  test.each(['csv', 'parquet', 'arrow', 'xlsx'])('%s: the same request gives the same bytes', async (format) => {
    expect((await extracted(format)).sha256).toBe((await extracted(format)).sha256)
  })

  test('an empty range gives a header and no row', async () => {
    const { rows, bytes } = await extracted('csv', { from: '2020-01-01', to: '2020-01-31' })
    expect([rows, bytes.toString('utf8').trim().split('\n').length]).toEqual([0, 1])
  })

  test('is entered in the log', async () => {
    const { sha256 } = await extracted('csv')
    const lines = (await readFile(join(workspace.paths.logs, 'extracts.jsonl'), 'utf8')).trim().split('\n')
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      extract: 'complaints',
      format: 'csv',
      sha256,
      at: '1970-01-01T00:00:00.000Z',
    })
  })

  test.each([
    [{ name: 'nonsense' }, 'HY-X-001'],
    [{ format: 'pdf' }, 'HY-X-002'],
    [{ from: '2026-02-30' }, 'HY-M-003'],
    [{ from: '2026-02-02', to: '2026-02-01' }, 'HY-M-003'],
    [{ name: 'readings', to: '2026-02-01' }, 'HY-X-003'],
  ])('%o is refused', async (wrong, code) => {
    const { published, logs, out } = workspace.paths
    await expect(
      extract({ published, logs, name: 'complaints', format: 'csv', folder: out, now: new Date(0), ...wrong }),
    ).rejects.toMatchObject({ code })
  })

  test('an extract of the whole run takes no days, and its name has none', async () => {
    const { published, logs, out } = workspace.paths
    const outcome = await extract({ published, logs, name: 'readings', format: 'csv', folder: out, now: new Date(0) })
    expect(outcome.file).toMatch(/readings_\d{8}T\d{6}Z-\w+\.csv$/)
    expect((await readFile(outcome.file, 'utf8')).trimEnd().split('\n')).toHaveLength(outcome.rows + 1)
  })
})
