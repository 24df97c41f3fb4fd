import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, quietEffects } from '../../workspace.ts'

const SOURCE = {
  source: 'plain',
  entity: 'complaint',
  files: ['*'],
  columns: { complaint_id: '编号', received_at: '投诉时间', channel: '渠道', customer_name: '姓名' },
}
const HEADER = '编号,投诉时间,渠道,姓名'
const GOOD = Array.from({ length: 8 }, (_row, index) => `A${index + 1},2026-01-0${index + 1} 10:00:00,电话,张三`)

/** Loads one file through the real command's way; sums add up in every case. */
async function load(name: string, content: string | Uint8Array, mapping: object = {}) {
  const workspace = await makeTestWorkspace({ sources: [{ ...SOURCE, ...mapping }] })
  await writeFile(join(workspace.paths.inbox, name), content)
  await using warehouse = await openWarehouse(workspace, 'test')
  const { files, refused } = await loadFiles(workspace, warehouse.connection, quietEffects)
  const quarantine = await queryRows<{ line: number; reason: string; raw: string }>(
    warehouse.connection,
    'select line_number as line, reason, raw from ledger.quarantine order by row_number',
  )
  const staged = await queryRows<{ id: string; name: string | null }>(
    warehouse.connection,
    'select complaint_id as id, customer_name as name from staging.complaint order by row_number',
  )
  const [file] = files
  if (file !== undefined) {
    expect(file.rowsRead).toBe(file.rowsLoaded + file.rowsUnchanged + file.rowsQuarantined)
    expect([staged.length, quarantine.length]).toEqual([file.rowsLoaded, file.rowsQuarantined])
  }
  return { file, refused, quarantine, staged }
}

const csv = (...lines: string[]) => `${lines.join('\n')}\n`

describe('what stands below the header of a text file', () => {
  test.each<[string, string[], [number, string][]]>([
    ['totals and notes', ['合计,8,,'], [[10, 'footer']]],
    [
      'the header again, of the same width in a file that is clean otherwise',
      [HEADER, GOOD[0] ?? ''],
      [
        [10, 'repeated_header'],
        [11, 'other_table'],
      ],
    ],
    [
      'another table below a blank line',
      ['', '渠道,件数,占比,说明', '电话,8,100%,无'],
      [
        [11, 'other_table'],
        [12, 'other_table'],
      ],
    ],
    [
      'a cell too few, a cell too many',
      ['B1,2026-01-09 10:00:00,电话', 'B2,2026-01-09 10:00:00,电话,李四,'],
      [
        [10, 'short_row'],
        [11, 'long_row'],
      ],
    ],
    [
      'a part of a damaged row beside it',
      ['B1,2026-01-09 10:00:00,电话,李,四', '五,电话,2026-01-09,x'],
      [
        [10, 'long_row'],
        [11, 'beside_damage'],
      ],
    ],
    ['an open quote at the end', ['B1,2026-01-09 10:00:00,电话,"李四'], [[10, 'cut_off']]],
  ])('%s', async (_name, lines, expected) => {
    const { quarantine, staged } = await load('a.csv', csv(HEADER, ...GOOD, ...lines))
    expect(quarantine.map(({ line, reason }) => [line, reason])).toEqual(expected)
    expect(quarantine.map(({ raw }) => raw)).toEqual(lines.filter((line) => line !== ''))
    expect(staged.map(({ id }) => id)).toEqual(GOOD.map((line) => line.slice(0, 2)))
  })

  test('a repeated header between pages of one table, where the mapping says so', async () => {
    const text = csv(HEADER, ...GOOD.slice(0, 4), HEADER, ...GOOD.slice(4))
    const { file, quarantine } = await load('a.csv', text, { repeated_header: 'same_table' })
    expect(file?.rowsLoaded).toBe(8)
    expect(quarantine).toMatchObject([{ line: 6, reason: 'repeated_header' }])
  })

  test('a delimiter at the end of every record and not of the header: left out where the mapping says so', async () => {
    const text = csv(HEADER, ...GOOD.map((line) => `${line},`))
    const said = await load('a.csv', text, { extra_cells: 'drop_blank' })
    expect(said.file).toMatchObject({ rowsLoaded: 8, rowsQuarantined: 0, notes: ['trimmed=8'] })
    const { quarantine } = await load('a.csv', text)
    expect(quarantine.map(({ reason }) => reason)).toEqual(GOOD.map(() => 'long_row'))
  })
})

test('columns of personal data that are not loaded may still stand in the text of misshapen rows: that is said', async () => {
  const text = csv(`${HEADER},身份证号`, ...GOOD.map((row) => `${row},110101199001011234`), 'A9,2026-01-09 10:00:00')
  const { file } = await load('a.csv', text)
  expect(file?.notes).toEqual(['personal_dropped=身份证号', 'personal_in_raw=1'])
})

describe('headers', () => {
  test('two rows of a text file: by the whole name, or by its last part where only one column has it', async () => {
    const text = csv('编号,时间,,客户,', ',投诉,结案,姓名,电话', 'A1,2026-01-05 10:00:00,,张三,1')
    const columns = { complaint_id: '编号', received_at: '时间/投诉', closed_at: '时间 / 结案', customer_name: '姓名' }
    const { file, staged } = await load('a.csv', text, { columns })
    expect(staged).toEqual([{ id: 'A1', name: '张三' }])
    expect(file?.notes).toEqual(['personal_dropped=客户 / 电话'])
  })

  test('two rows of a sheet with merged cells, below a title', async () => {
    const rows = [
      ['投诉明细表'],
      [],
      ['编号', '投诉时间', '客户'],
      ['', '', '姓名', '电话'],
      ['A1', '2026-01-05 10:00:00', '张三', '1'],
    ]
    const sheet = utils.aoa_to_sheet(rows)
    const merge = (r: number, c: number, toR: number, toC: number) => ({ s: { r, c }, e: { r: toR, c: toC } })
    sheet['!merges'] = [merge(0, 0, 0, 3), merge(2, 0, 3, 0), merge(2, 1, 3, 1), merge(2, 2, 2, 3)]
    const book = utils.book_new(sheet, 'S')
    const columns = { complaint_id: '编号', received_at: '投诉时间', customer_name: '客户 / 姓名' }
    const { staged } = await load('a.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array, {
      columns,
    })
    expect(staged).toEqual([{ id: 'A1', name: '张三' }])
  })

  test('a name twice: the first column is taken and the ledger says so; the second one has a name of its own', async () => {
    const text = csv('编号,投诉时间,姓名,姓名', 'A1,2026-01-05 10:00:00,张三,李四')
    const columns = { complaint_id: '编号', received_at: '投诉时间', customer_name: '姓名' }
    const first = await load('a.csv', text, { columns })
    expect(first.staged).toEqual([{ id: 'A1', name: '张三' }])
    expect(first.file?.notes).toEqual(['ambiguous_columns=姓名', 'personal_dropped=姓名 (2)'])
    const second = await load('a.csv', text, { columns: { ...columns, customer_name: '姓名 (2)' } })
    expect(second.staged).toEqual([{ id: 'A1', name: '李四' }])
  })

  test('none: columns by their place where the mapping says so, else the file is refused', async () => {
    const columns = { complaint_id: '#1', received_at: '#2', customer_name: '#4' }
    const { staged } = await load('a.csv', csv(...GOOD), { header: 'none', columns })
    expect(staged).toHaveLength(8)
    const { refused } = await load('a.csv', csv(...GOOD))
    expect(refused[0]?.error.code).toBe('HY-L-003')
  })
})

describe('what stands below the header of a sheet', () => {
  test('totals, cells beyond the last name, and another table below a blank row', async () => {
    const rows = [
      HEADER.split(','),
      ...GOOD.map((line) => line.split(',')),
      ['B1', '2026-01-09 10:00:00', '电话', '李四', '', 'x'],
      ['合计', 9],
      [],
      ['渠道', '件数', '占比', '说明'],
      ['电话', 8, 1, '无'],
    ]
    const book = utils.book_new(utils.aoa_to_sheet(rows), 'S')
    const { quarantine, file } = await load('a.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array)
    expect(file?.rowsLoaded).toBe(8)
    expect(quarantine.map(({ line, reason }) => [line, reason])).toEqual([
      [10, 'long_row'],
      [11, 'footer'],
      [13, 'other_table'],
      [14, 'other_table'],
    ])
  })
})

test('several sheets: those of one header are all loaded, from the first that has it; the others are named', async () => {
  const made = utils.book_new(utils.aoa_to_sheet([['投诉月报'], ['2026-01']]), '封面')
  const sheet = (rows: readonly string[]) => utils.aoa_to_sheet([HEADER, ...rows].map((line) => line.split(',')))
  utils.book_append_sheet(made, sheet(GOOD.slice(0, 3)), '1月')
  utils.book_append_sheet(made, utils.aoa_to_sheet([['渠道', '件数']]), '汇总')
  utils.book_append_sheet(made, sheet([...GOOD.slice(3), '合计,8']), '2月')
  const { file, staged, quarantine } = await load('a.xlsx', write(made, { type: 'buffer', bookType: 'xlsx' }))
  expect(file?.notes).toEqual(['sheets=1月, 2月', 'other_sheets=封面, 汇总'])
  expect(staged.map(({ id }) => id)).toEqual(GOOD.map((line) => line.slice(0, 2)))
  expect(quarantine.map(({ reason }) => reason)).toEqual(['footer'])
})
