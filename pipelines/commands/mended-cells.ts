import { createReadStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { HuiyinError } from '../core/errors.ts'
import { PLAIN_DIALECT } from '../load/csv/dialect.ts'
import { readRecords } from '../load/csv/read-records.ts'
import { detectEncoding } from '../load/decode/detect-encoding.ts'
import { needsRewriting } from '../load/decode/needs-rewriting.ts'
import { toUtf8 } from '../load/decode/to-utf8.ts'
import { fileKind } from '../load/formats/file-kind.ts'
import { readSheet } from '../load/formats/read-sheet.ts'
import { requireReadable } from '../load/formats/readable-kind.ts'
import { BATCH_COLUMN, ROW_COLUMN } from '../quarantine/export.ts'

/**
 * The records of an export of the quarantine as a spreadsheet gave it back: a workbook, or CSV in whatever encoding and
 * with whatever delimiter that program writes. Throws HY-L-006 where it is neither, HY-L-009 where the encoding is not
 * certain, HY-Q-003 where a record cannot be read. `folder` takes a rewritten copy.
 */
export async function* mendedCells(file: string, folder: string): AsyncGenerator<readonly string[]> {
  const kind = requireReadable(await fileKind(file), file)
  if (kind === 'xlsx' || kind === 'xlsm') {
    for await (const { cells } of readSheet(file)) yield cells
    return
  }
  if (kind !== 'text') throw new HuiyinError('HY-L-006', { file, reason: `${kind}; expected CSV or XLSX` })
  const path = await inUtf8(file, folder)
  const dialect = { ...PLAIN_DIALECT, delimiter: await delimiterOf(path) }
  for await (const { cells, line, problem } of readRecords(path, dialect)) {
    if (problem !== undefined) throw new HuiyinError('HY-Q-003', { file, problem: `line ${line}: ${problem}` })
    yield cells
  }
}

async function inUtf8(file: string, folder: string): Promise<string> {
  const finding = await detectEncoding(file)
  if (!(await needsRewriting(finding, file))) return file
  if (finding.encoding === 'unsure') {
    const candidates = finding.candidates.map(({ encoding }) => encoding).join(', ')
    throw new HuiyinError('HY-L-009', { file, evidence: finding.evidence, candidates: candidates || '-' })
  }
  await mkdir(folder, { recursive: true })
  const copy = join(folder, 'mended.csv')
  const { badAt } = await toUtf8(file, copy, finding.encoding)
  if (badAt !== null) throw new HuiyinError('HY-L-002', { file, offset: badAt, expected: finding.encoding })
  return copy
}

/** The one by which the first line has the key columns. */
async function delimiterOf(path: string): Promise<string> {
  const input = createReadStream(path, { encoding: 'utf8' })
  try {
    for await (const line of createInterface({ input })) {
      const names = (delimiter: string) => line.split(delimiter).map((name) => name.replaceAll(/["\ufeff]/g, '').trim())
      const isRight = (delimiter: string) => [BATCH_COLUMN, ROW_COLUMN].every((name) => names(delimiter).includes(name))
      return [',', ';', '\t'].find(isRight) ?? ','
    }
    return ','
  } finally {
    input.destroy()
  }
}
