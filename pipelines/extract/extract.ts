// facts of a published snapshot ── sql/6_extracts/<name>.sql ──▶ CSV, Parquet, Arrow or XLSX, and a line in the log

import { appendFile, mkdir, rename, rm } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { sha256OfFile } from '../core/hash.ts'
import { localised } from '../core/localised.ts'
import { makeFolder } from '../core/write-file.ts'
import { checkDay, localDay } from '../metrics/periods.ts'
import { openSnapshotForCopy } from '../warehouse/snapshot.ts'
import { readSqlFolder, type SqlFile } from '../warehouse/sql-file.ts'
import { FORMATS, type Format, writeRows } from './write-rows.ts'

export interface ExtractRequest {
  readonly published: string
  readonly logs: string
  readonly name: string
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly format: string
  readonly folder: string
  readonly runId?: string | undefined
  /** For the log only. */
  readonly now: Date
}

export interface ExtractOutcome {
  readonly file: string
  readonly rows: number
  readonly sha256: string
  readonly runId: string
  readonly from: string
  readonly to: string
}

const FIRST_DAY = '1900-01-01'

/**
 * Writes the masked rows of an extract between two local days, both inside, and enters that in the log. The same
 * snapshot and request give the same bytes. Throws HY-X-001/002, HY-X-003 where days are given for
 * an extract of the whole run, HY-M-003, HY-W-004.
 */
export async function extract(request: ExtractRequest): Promise<ExtractOutcome> {
  const definition = findExtract(request.name)
  const format = checkFormat(request.format)
  // Others are of the whole run.
  const isDated = definition.sql.includes('$from')
  const given = (['from', 'to'] as const).find((option) => request[option] !== undefined)
  if (given !== undefined && !isDated)
    throw new HuiyinError('HY-X-003', { extract: request.name, option: `--${given}` })
  await using snapshot = await openSnapshotForCopy(request.published, request.runId)
  const from = request.from === undefined ? FIRST_DAY : checkDay(request.from, '--from')
  const to =
    request.to === undefined
      ? localDay(new Date(snapshot.run.asOf), snapshot.run.timezone)
      : checkDay(request.to, '--to')
  if (from > to)
    throw new HuiyinError('HY-M-003', {
      option: '--from',
      got: from,
      expected: localised('core', 'expected.not_after', { to }),
    })
  await makeFolder(request.folder)
  const days = isDated ? `${from}_${to}_` : ''
  const file = join(request.folder, `${request.name}_${days}${snapshot.run.runId}.${format}`)
  const building = `${file}.${process.pid}.tmp`
  try {
    const rows = await writeRows(snapshot, definition, isDated ? { from, to } : {}, format, building)
    const sha256 = await sha256OfFile(building)
    await rename(building, file)
    await log(request, { file, rows, sha256, runId: snapshot.run.runId, from, to })
    return { file, rows, sha256, runId: snapshot.run.runId, from, to }
  } finally {
    await rm(building, { force: true })
  }
}

function findExtract(name: string): SqlFile {
  const extracts = readSqlFolder('6_extracts')
  const found = extracts.find((file) => file.name === `extracts.${name}`)
  if (found === undefined) {
    const expected = extracts.map((file) => file.name.replace('extracts.', '')).join(', ')
    throw new HuiyinError('HY-X-001', { extract: name, expected })
  }
  return found
}

function checkFormat(format: string): Format {
  const found = FORMATS.find((item) => item === format)
  if (found === undefined) throw new HuiyinError('HY-X-002', { format, expected: FORMATS.join(', ') })
  return found
}

async function log(request: ExtractRequest, outcome: ExtractOutcome): Promise<void> {
  const path = join(request.logs, 'extracts.jsonl')
  const entry = {
    at: request.now.toISOString(),
    user: userName(),
    extract: request.name,
    format: request.format,
    ...outcome,
  }
  await mkdir(request.logs, { recursive: true })
  await appendFile(path, `${JSON.stringify(entry)}\n`)
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return '?'
  }
}
