import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../../pipelines/core/workspace.ts'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { execute, literal, queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, PLAIN_SOURCE, plainCsv, quietEffects } from '../../workspace.ts'
import { zipOf } from './formats/zip-file.ts'

const AT = '2026-01-05 10:00:00'
const dated = { ...PLAIN_SOURCE, exported_at: { filename: String.raw`(\d{8})` } }

async function load(workspace: Workspace, files: Record<string, string> = {}) {
  for (const [name, content] of Object.entries(files)) await writeFile(join(workspace.paths.inbox, name), content)
  await using warehouse = await openWarehouse(workspace, 'test')
  const outcome = await loadFiles(workspace, warehouse.connection, quietEffects)
  const quarantine = await queryRows(
    warehouse.connection,
    'select row_number, line_number, reason, field, value, expected, raw from ledger.quarantine order by batch_no, row_number',
  )
  const staged = await queryRows(
    warehouse.connection,
    'select complaint_id, category, channel, channel_source, received_at::varchar as received_at, batch_no from staging.complaint order by batch_no, row_number',
  )
  const ledger = await queryRows(
    warehouse.connection,
    'select rows_read, rows_loaded, rows_unchanged, rows_quarantined, notes from ledger.batch order by batch_no',
  )
  return { outcome, quarantine, staged, ledger }
}

describe('loading a file', () => {
  test('types the rows, keeps the original, empties the inbox', async () => {
    const workspace = await makeTestWorkspace({
      files: { 'a.csv': plainCsv([{ complaint_id: ' A1 ', received_at: AT, channel: '电话', category: 'x' }]) },
    })
    const { outcome, staged } = await load(workspace)
    expect(outcome.files[0]).toMatchObject({
      rowsRead: 1,
      rowsLoaded: 1,
      rowsUnchanged: 0,
      rowsQuarantined: 0,
      known: false,
    })
    expect(staged).toEqual([
      {
        complaint_id: 'A1',
        category: 'x',
        channel: 'phone',
        channel_source: '电话',
        received_at: '2026-01-05 02:00:00+00',
        batch_no: 1,
      },
    ])
    expect(await readdir(workspace.paths.inbox)).toEqual([])
    expect((await readdir(workspace.paths.archive)).every((name) => /^[0-9a-f]{64}\.csv\.zst$/.test(name))).toBe(true)
  })

  test('the same bytes again change nothing, under another name too', async () => {
    const text = plainCsv([{ complaint_id: 'A1', received_at: AT }])
    const workspace = await makeTestWorkspace({ files: { 'a.csv': text } })
    await load(workspace)
    const { outcome, ledger, staged } = await load(workspace, { 'b.csv': text })
    expect(outcome.files[0]?.known).toBe(true)
    expect(ledger).toHaveLength(1)
    expect(staged).toHaveLength(1)
  })

  test('each row is loaded, unchanged or quarantined with its reason, and the sum is the number read', async () => {
    const header = Object.keys(PLAIN_SOURCE.columns).join(',')
    const full = (id: string, at: string) => [id, at, ...Array.from({ length: 14 }, () => '')].join(',')
    const text = [
      header,
      full('A1', AT),
      full('A1', AT), // word for word again: unchanged
      full('', AT), // no number
      full('A2', '2026-02-30 10:00:00'), // no such day
      'A3,2026-01-05', // too few cells
      `${full('A4', AT)},more`, // too many
      '合计,4,,',
      '',
    ].join('\n')
    const { ledger, quarantine } = await load(await makeTestWorkspace({ files: { 'a.csv': text } }))
    expect(ledger).toEqual([{ rows_read: 7, rows_loaded: 1, rows_unchanged: 1, rows_quarantined: 5, notes: '' }])
    expect(quarantine).toMatchObject([
      { row_number: 4, line_number: 4, reason: 'missing', field: 'complaint_id' },
      { row_number: 5, line_number: 5, reason: 'bad_value', field: 'received_at', value: '2026-02-30 10:00:00' },
      { row_number: 6, line_number: 6, reason: 'short_row', raw: 'A3,2026-01-05' },
      { row_number: 7, line_number: 7, reason: 'long_row' },
      { row_number: 8, line_number: 8, reason: 'footer', raw: '合计,4,,' },
    ])
  })

  test('a later export updates a complaint, an older one that comes late does not, and says so nowhere as unchanged', async () => {
    const workspace = await makeTestWorkspace({ sources: [dated] })
    await load(workspace, { 'x_20260112.csv': plainCsv([{ complaint_id: 'A1', received_at: AT, category: 'second' }]) })
    await load(workspace, { 'x_20260105.csv': plainCsv([{ complaint_id: 'A1', received_at: AT, category: 'first' }]) })
    await load(workspace, {
      'x_20260119.csv': plainCsv([
        { complaint_id: 'A1', received_at: AT, category: 'second' },
        { complaint_id: 'A2', received_at: AT },
      ]),
    })
    const { staged, ledger } = await load(workspace)
    expect(staged.map((row) => row['category'])).toEqual(['second', 'first', null])
    expect(ledger.map(({ rows_loaded, rows_unchanged }) => [rows_loaded, rows_unchanged])).toEqual([
      [1, 0],
      [1, 0],
      [1, 1],
    ])
  })

  test('a value that returns to what it was is a version of its own', async () => {
    const workspace = await makeTestWorkspace({ sources: [dated] })
    for (const [day, category] of [
      ['05', 'a'],
      ['12', 'b'],
      ['19', 'a'],
    ]) {
      await load(workspace, {
        [`x_202601${day}.csv`]: plainCsv([{ complaint_id: 'A1', received_at: AT, category: category ?? '' }]),
      })
    }
    expect((await load(workspace)).staged.map((row) => row['category'])).toEqual(['a', 'b', 'a'])
  })

  test('rows without a number get one from their content; twins are kept and counted; the next export knows them', async () => {
    const { complaint_id: _, ...columns } = PLAIN_SOURCE.columns as Record<string, string>
    const source = { ...PLAIN_SOURCE, key: 'content', columns }
    const rows = [
      { received_at: AT, category: 'x' },
      { received_at: AT, category: 'x' },
      { received_at: AT, category: 'y' },
    ]
    const workspace = await makeTestWorkspace({ sources: [source], files: { 'a.csv': plainCsv(rows) } })
    const first = await load(workspace)
    expect(first.ledger).toEqual([
      {
        rows_read: 3,
        rows_loaded: 3,
        rows_unchanged: 0,
        rows_quarantined: 0,
        notes: 'not_loaded=complaint_id; exact_duplicates=1',
      },
    ])
    expect(new Set(first.staged.map((row) => row['complaint_id'])).size).toBe(3)
    const second = await load(workspace, { 'b.csv': plainCsv([...rows, { received_at: AT, category: 'z' }]) })
    expect(second.ledger[1]).toMatchObject({ rows_loaded: 1, rows_unchanged: 3 })
  })

  test('order of columns, case, width and blanks of names do not matter; preamble rows are passed over', async () => {
    const text = '导出时间,2026-01-05\n\nCategory , RECEIVED_AT,ｃｏｍｐｌａｉｎｔ_id\nx,2026/1/5 10:00,A1\n'
    const columns = { complaint_id: 'complaint_id', received_at: 'received_at', category: 'category' }
    const { staged } = await load(
      await makeTestWorkspace({ sources: [{ ...PLAIN_SOURCE, columns }], files: { 'a.csv': text } }),
    )
    expect(staged).toMatchObject([{ complaint_id: 'A1', category: 'x', received_at: '2026-01-05 02:00:00+00' }])
  })

  test.each([
    ['2026-01-05T10:00:00Z', '2026-01-05 10:00:00+00'],
    ['2026-01-05 10:00:00+08:00', '2026-01-05 02:00:00+00'],
    ['2026/1/5 9:05', '2026-01-05 01:05:00+00'],
    ['２０２６-０１-０５ １０：００：００', '2026-01-05 02:00:00+00'],
    ['05.01.2026 10:00', '2026-01-05 02:00:00+00'],
  ])('instant %s', async (text, expected) => {
    const source = { ...PLAIN_SOURCE, dates: ['%d.%m.%Y %H:%M'] }
    const { staged } = await load(
      await makeTestWorkspace({
        sources: [source],
        files: { 'a.csv': plainCsv([{ complaint_id: 'A1', received_at: text }]) },
      }),
    )
    expect(staged[0]?.['received_at']).toBe(expected)
  })

  test('a value without a code is kept in the source’s words, marked as unmapped', async () => {
    const { staged } = await load(
      await makeTestWorkspace({
        files: { 'a.csv': plainCsv([{ complaint_id: 'A1', received_at: AT, channel: '抖音私信' }]) },
      }),
    )
    expect(staged[0]).toMatchObject({ channel: 'unmapped', channel_source: '抖音私信' })
  })
})

describe('a file that cannot be used', () => {
  test.each([
    ['no source fits', 'a.txt', 'x', 'HY-L-005'],
    ['no header', 'a.csv', 'nothing,like,it\n1,2,3\n', 'HY-L-003'],
    ['empty', 'a.csv', '', 'HY-L-006'],
    ['columns missing', 'a.csv', 'complaint_id,received_at\nA1,2026-01-05\n', 'HY-L-004'],
  ])('%s: it stays in the inbox and the others are loaded', async (_name, name, content, code) => {
    const workspace = await makeTestWorkspace({
      files: { [name]: content, 'z.csv': plainCsv([{ complaint_id: 'Z', received_at: AT }]) },
    })
    const { outcome, ledger } = await load(workspace)
    expect(outcome.refused.map(({ file, error }) => [file, error.code])).toEqual([[name, code]])
    expect(existsSync(join(workspace.paths.inbox, name))).toBe(true)
    expect(ledger).toHaveLength(1)
  })

  test('a mapping that names an unknown field is refused', async () => {
    const source = { ...PLAIN_SOURCE, columns: { ...PLAIN_SOURCE.columns, nonsense: 'x' } }
    const { outcome } = await load(await makeTestWorkspace({ sources: [source], files: { 'a.csv': plainCsv([]) } }))
    expect(outcome.refused[0]?.error).toMatchObject({ code: 'HY-L-007', details: { field: 'nonsense' } })
  })

  test('two sources that fit are one too many', async () => {
    const { outcome } = await load(
      await makeTestWorkspace({
        sources: [PLAIN_SOURCE, { ...PLAIN_SOURCE, source: 'twin' }],
        files: { 'a.csv': plainCsv([]) },
      }),
    )
    expect(outcome.refused[0]?.error).toMatchObject({ code: 'HY-L-005', details: { found: 2 } })
  })
})

describe('the warehouse', () => {
  test('rows that a torn write left without a ledger entry are removed on opening', async () => {
    const workspace = await makeTestWorkspace({
      files: { 'a.csv': plainCsv([{ complaint_id: 'A1', received_at: AT }]) },
    })
    await load(workspace)
    {
      await using warehouse = await openWarehouse(workspace, 'test')
      await execute(warehouse.connection, 'delete from ledger.batch')
    }
    const { staged, outcome } = await load(workspace, { 'a.csv': plainCsv([{ complaint_id: 'A1', received_at: AT }]) })
    expect(outcome.files[0]).toMatchObject({ known: false, rowsLoaded: 1 })
    expect(staged).toHaveLength(1)
  })

  test('a second writer is told who holds it', async () => {
    const workspace = await makeTestWorkspace()
    await using _first = await openWarehouse(workspace, 'the first')
    await expect(openWarehouse(workspace, 'the second')).rejects.toMatchObject({
      code: 'HY-W-001',
      details: { holder: expect.stringContaining('the first') },
    })
  })
})

describe('the fast way and the careful way', () => {
  const rowsOf = async (text: string, careful: boolean) => {
    // A short row at the end makes the whole file go the careful way; it lands in quarantine.
    const workspace = await makeTestWorkspace({ files: { 'a.csv': careful ? `${text}short,row\n` : text } })
    await using warehouse = await openWarehouse(workspace, 'test')
    await loadFiles(workspace, warehouse.connection, quietEffects)
    return await queryRows(
      warehouse.connection,
      'select row_number, line_number, complaint_id, category, body, received_at::varchar as received_at from staging.complaint order by row_number',
    )
  }

  test('read the same rows, with the same lines, from the same file', async () => {
    const bodies = [
      'plain',
      'a, "quoted" one',
      'two\nlines',
      '  blanks  ',
      '# hash',
      '',
      '投诉，全角',
      "it's",
      'a\\b',
      'x\r\ny',
    ]
    const text = plainCsv(
      bodies.map((body, index) => ({ complaint_id: `A${index}`, received_at: AT, category: body, body })),
    )
    const [fast, careful] = [await rowsOf(text, false), await rowsOf(text, true)]
    expect(fast).toEqual(careful)
    expect(fast.at(-1)).toMatchObject({ row_number: 11, line_number: 13 })
  })

  test('blank lines, footers and blank records go the careful way, with nothing lost', async () => {
    const text = plainCsv([{ complaint_id: 'A', received_at: AT }])
    const footer = `合计${','.repeat(15)}\n`
    const { ledger } = await load(
      await makeTestWorkspace({ files: { 'a.csv': `${text}\n${','.repeat(15)}\n${footer}` } }),
    )
    expect(ledger).toMatchObject([{ rows_read: 2, rows_loaded: 1, rows_quarantined: 1 }])
  })
})

describe('the contract of a source', () => {
  const base = { source: 's', entity: 'complaint', files: ['*.csv'] }
  const columns = { complaint_id: 'id', received_at: 'at', channel: 'channel' }
  const first = `id,at,channel\nA,${AT},电话\n`

  test('columns that are not loaded, and new ones, are said in the ledger', async () => {
    const workspace = await makeTestWorkspace({
      sources: [{ ...base, columns: { complaint_id: 'id', received_at: 'at' } }],
      files: { 'a.csv': first },
    })
    const { ledger } = await load(workspace, { 'b.csv': `id,at,channel,mood\nB,${AT},电话,bad\n` })
    expect(ledger.map((row) => row['notes'])).toEqual([
      'not_loaded=channel',
      'new_columns=mood; not_loaded=channel, mood',
    ])
  })

  test('a new column can be refused', async () => {
    const workspace = await makeTestWorkspace({
      sources: [{ ...base, columns, contract: { new_columns: 'refuse' } }],
      files: { 'a.csv': first },
    })
    const { outcome } = await load(workspace)
    expect(outcome.refused).toEqual([])
    const { outcome: second } = await load(workspace, { 'b.csv': `id,at,channel,mood\nB,${AT},电话,bad\n` })
    expect(second.refused[0]?.error).toMatchObject({ code: 'HY-L-012', details: { columns: 'mood' } })
  })

  test('a renamed column is refused with the name that resembles it', async () => {
    const source = { ...base, columns: { complaint_id: '投诉编号', received_at: '投诉时间' } }
    const { outcome } = await load(
      await makeTestWorkspace({ sources: [source], files: { 'a.csv': `投诉编号,投诉日期,其他\nA,${AT},x\n` } }),
    )
    expect(outcome.refused[0]?.error).toMatchObject({ code: 'HY-L-004', details: { missing: '投诉时间 (投诉日期?)' } })
  })

  test('a missing column can be let be, a required one never', async () => {
    const source = { ...base, columns, contract: { missing_columns: 'warn' } }
    const { ledger, outcome } = await load(
      await makeTestWorkspace({
        sources: [source],
        files: { 'a.csv': `id,at\nA,${AT}\n`, 'b.csv': 'id,channel\nA,电话\n' },
      }),
    )
    expect(ledger).toMatchObject([{ rows_loaded: 1, notes: 'missing_columns=channel' }])
    expect(outcome.refused.map(({ file, error }) => [file, error.code])).toEqual([['b.csv', 'HY-L-004']])
  })

  test('a value without a code, and one outside of its range, can be quarantined', async () => {
    const source = {
      ...base,
      contract: { unknown_values: 'quarantine' },
      columns: {
        ...columns,
        received_at: { from: 'at', min: '2000-01-01', max: '2030-01-01' },
        transfer_count: { from: 'n', min: 0, max: 50 },
      },
    }
    const text = `id,at,channel,n\nA,${AT},电话,1\nB,${AT},抖音私信,1\nC,2062-01-05 10:00,电话,1\nD,${AT},电话,-1\nE,${AT},,\n`
    const { quarantine, ledger } = await load(await makeTestWorkspace({ sources: [source], files: { 'a.csv': text } }))
    expect(ledger).toMatchObject([{ rows_read: 5, rows_loaded: 2, rows_quarantined: 3 }])
    expect(quarantine.map(({ reason, field, value }) => [reason, field, value])).toEqual([
      ['unknown_value', 'channel', '抖音私信'],
      ['out_of_range', 'received_at', '2062-01-05 10:00'],
      ['out_of_range', 'transfer_count', '-1'],
    ])
  })
})

describe('formats, told apart by content', () => {
  const source = { ...PLAIN_SOURCE, files: ['*'], columns: { complaint_id: 'id', received_at: 'at', category: 'what' } }
  const records = [
    { id: 'A', at: AT, what: '延迟' },
    { id: 'B', at: AT, what: '' },
  ]
  const csv = `id,at,what\n${records.map(({ id, at, what }) => `${id},${at},${what}\n`).join('')}`
  const workbook = () => {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.json_to_sheet(records), 'S')
    return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
  }
  const parquet = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-parquet-'))
    await using database = await openForWriting(':memory:')
    await execute(
      database.connection,
      `copy (select * from (values ('A', timestamp '${AT}', '延迟'), ('B', timestamp '${AT}', null)) as t (id, "at", what)) to ${literal(join(folder, 'x'))} (format parquet)`,
    )
    return readFile(join(folder, 'x'))
  }

  test.each<[string, string, () => Promise<Buffer> | Buffer, string]>([
    ['CSV', 'a.csv', () => Buffer.from(csv), 'a.csv'],
    ['CSV named .xlsx', 'a.xlsx', () => Buffer.from(csv), 'a.xlsx'],
    ['workbook named .xls', 'a.xls', workbook, 'a.xls'],
    ['JSON', 'a.json', () => Buffer.from(JSON.stringify({ data: records })), 'a.json'],
    ['JSON Lines', 'a.jsonl', () => Buffer.from(records.map((record) => JSON.stringify(record)).join('\n')), 'a.jsonl'],
    ['Parquet', 'a.parquet', parquet, 'a.parquet'],
    ['gzip', 'a.csv.gz', () => gzipSync(csv), 'a.csv.gz'],
  ])('%s', async (_name, name, content, expected) => {
    const { staged, outcome } = await load(
      await makeTestWorkspace({ sources: [source], files: { [name]: await content() } }),
    )
    expect(outcome.refused).toEqual([])
    expect(outcome.files[0]?.file.startsWith(expected)).toBe(true)
    expect(staged.map((row) => [row['complaint_id'], row['category'], row['received_at']])).toEqual([
      ['A', '延迟', '2026-01-05 02:00:00+00'],
      ['B', null, '2026-01-05 02:00:00+00'],
    ])
  })

  test('a file of a ZIP file that is refused does not hinder the others; the ZIP file stays', async () => {
    const members = [
      { name: 'readme.txt', data: 'Please find the complaints enclosed.\n' },
      { name: 'a.csv', data: csv },
    ]
    const workspace = await makeTestWorkspace({ sources: [source], files: { 'a.zip': zipOf(members) } })
    const { outcome } = await load(workspace)
    expect(outcome.files.map(({ file, rowsLoaded }) => [file, rowsLoaded])).toEqual([['a.zip/a.csv', 2]])
    expect(outcome.refused.map(({ file, error }) => [file, error.code])).toEqual([['a.zip/readme.txt', 'HY-L-003']])
    expect(await readdir(workspace.paths.inbox)).toEqual(['a.zip'])
  })

  test.each<[string, string | Buffer, string]>([
    ['old binary workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)]), 'HY-L-0'],
    ['web page', '<!doctype html><html><body>error</body></html>', 'HY-L-006'],
    ['PDF', '%PDF-1.7\n', 'HY-L-006'],
    ['cut gzip header', Buffer.from([0x1f, 0x8b, 8, 0]), 'HY-L-006'],
  ])('%s is refused with its name', async (_name, content, code) => {
    const { outcome } = await load(await makeTestWorkspace({ sources: [source], files: { 'x.csv': content } }))
    expect(outcome.refused[0]?.error.code.startsWith(code)).toBe(true)
    expect(outcome.refused[0]?.error.details['file']).toBe('x.csv')
  })
})

test('an open quote at the end of a cut file: whole rows are loaded, the rest is in quarantine, and the ledger says so', async () => {
  const text = `${plainCsv([{ complaint_id: 'A1', received_at: AT }])}A2,"2026-01-05 10:0`
  const { ledger, quarantine } = await load(await makeTestWorkspace({ files: { 'a.csv': text } }))
  expect(ledger).toMatchObject([
    { rows_read: 2, rows_loaded: 1, rows_quarantined: 1, notes: expect.stringContaining('truncated') },
  ])
  expect(quarantine[0]).toMatchObject({ row_number: 3, line_number: 3, raw: 'A2,"2026-01-05 10:0' })
})

test.each([[';'], ['\t'], ['|'], ['，']])('the delimiter %j is found', async (delimiter) => {
  const source = {
    source: 's',
    entity: 'complaint',
    files: ['*'],
    columns: { complaint_id: 'id', received_at: 'at', category: 'what' },
  }
  const rows = [
    ['id', 'at', 'what', 'n'],
    ...Array.from({ length: 12 }, (_row, index) => [`A${index}`, AT, 'late, again', String(index)]),
  ]
  const { staged, outcome } = await load(
    await makeTestWorkspace({
      sources: [source],
      files: { 'a.txt': rows.map((row) => `${row.join(delimiter)}\n`).join('') },
    }),
  )
  expect(outcome.refused).toEqual([])
  expect([staged.length, staged[11]?.['category']]).toEqual([12, 'late, again'])
})

test('a delimiter too many shifts the cells: the row is set aside even where the last cell is blank', async () => {
  const source = {
    source: 's',
    entity: 'complaint',
    files: ['*.csv'],
    columns: { complaint_id: 'id', received_at: 'at', category: 'what', body: 'text' },
  }
  const text = `id,at,what,text\nA,${AT},late,\nB,${AT},,late,\nC,${AT},late,x\n`
  const { ledger, quarantine } = await load(await makeTestWorkspace({ sources: [source], files: { 'a.csv': text } }))
  expect(ledger).toMatchObject([{ rows_read: 3, rows_loaded: 2, rows_quarantined: 1 }])
  expect(quarantine).toMatchObject([{ reason: 'long_row', line_number: 3 }])
})

test('a day without a whole year is set aside, not taken for the year 3', async () => {
  const { quarantine } = await load(
    await makeTestWorkspace({ files: { 'a.csv': plainCsv([{ complaint_id: 'A', received_at: '03/04/26 10:00' }]) } }),
  )
  expect(quarantine).toMatchObject([{ reason: 'bad_value', field: 'received_at', value: '03/04/26 10:00' }])
})

test('a mapping without a required field is refused before anything is read', async () => {
  const source = { ...PLAIN_SOURCE, columns: { complaint_id: 'complaint_id' } }
  const workspace = await makeTestWorkspace({ sources: [source], files: { 'a.csv': plainCsv([]) } })
  await expect(load(workspace)).rejects.toMatchObject({
    code: 'HY-C-003',
    details: { key: 'columns', expected: expect.stringContaining('received_at') },
  })
})

test('a fraction is no whole number, and another word for the same code is a new version', async () => {
  const source = {
    source: 's',
    entity: 'complaint',
    files: ['*.csv'],
    columns: { complaint_id: 'id', received_at: 'at', channel: 'channel', transfer_count: 'n' },
  }
  const workspace = await makeTestWorkspace({
    sources: [source],
    files: { 'a.csv': `id,at,channel,n\nA,${AT},电话,2.0\nB,${AT},电话,4.5\n` },
  })
  const { quarantine } = await load(workspace)
  expect(quarantine).toMatchObject([{ field: 'transfer_count', value: '4.5', reason: 'bad_value' }])
  const { staged } = await load(workspace, { 'b.csv': `id,at,channel,n\nA,${AT},热线,2\n` })
  expect(staged.map((row) => row['channel_source'])).toEqual(['电话', '热线'])
})

describe('encodings', () => {
  const source = {
    source: 's',
    entity: 'complaint',
    files: ['*.csv'],
    columns: { complaint_id: '投诉编号', received_at: '投诉时间', category: '问题类别', body: '投诉内容' },
  }
  // GBK by inverting the decoder: Node encodes UTF-8 only.
  const gbkBytes = (text: string) => {
    const decoder = new TextDecoder('gb18030')
    const bytesOf = new Map<string, number[]>()
    for (let lead = 0x81; lead <= 0xfe; lead += 1)
      for (let trail = 0x40; trail <= 0xfe; trail += 1)
        if (trail !== 0x7f) bytesOf.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
    return Buffer.from(
      [...text].flatMap((character) =>
        character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : (bytesOf.get(character) ?? []),
      ),
    )
  }
  const text = `投诉编号,投诉时间,问题类别,投诉内容\nA,${AT},配送延迟,订单迟迟没有送到，请尽快处理\nB,${AT},退款慢,退款申请已经两周了还没有到账\n`

  test.each<[string, Buffer]>([
    ['GBK', gbkBytes(text)],
    ['UTF-16 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
  ])('%s gives the same rows', async (_name, bytes) => {
    const workspace = await makeTestWorkspace({ sources: [source], files: { 'a.csv': bytes } })
    const { outcome, staged } = await load(workspace)
    expect(outcome.refused).toEqual([])
    expect(staged.map((row) => row['category'])).toEqual(['配送延迟', '退款慢'])
  })

  test('what is chosen and why is in the ledger; a wrong declaration is refused', async () => {
    const workspace = await makeTestWorkspace({ sources: [source], files: { 'a.csv': gbkBytes(text) } })
    expect((await load(workspace)).ledger[0]?.['notes']).toContain('encoding=gb18030')
    const declared = await makeTestWorkspace({
      sources: [{ ...source, encoding: 'utf-8' }],
      files: { 'a.csv': gbkBytes(text) },
    })
    expect((await load(declared)).outcome.refused[0]?.error.code).toBe('HY-L-009')
  })
})
