// file ─ header ─▶ missing, fresh, renamed columns
//      └ the real loading, into a warehouse in memory ─▶ rows, values, codes, key, quarantine
import { basename } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../../core/errors.ts'
import type { Source } from '../../core/source-schema.ts'
import { temporaryFolder } from '../../core/temporary-folder.ts'
import { openForWriting } from '../../warehouse/database.ts'
import { execute } from '../../warehouse/query.ts'
import { prepareWarehouse } from '../../warehouse/warehouse.ts'
import { archiveFile } from '../archive.ts'
import { type LoadedFile, loadFile } from '../load-file.ts'
import { openPackage } from '../open-package.ts'
import type { RowProblem } from '../raw-row.ts'
import { stagingMacros } from '../staging-macros.ts'
import { checkHeader, type HeaderCheck } from './check-header.ts'
import { entities } from './entity-fields.ts'
import { type LoadedCheck, loadedCheck } from './loaded-check.ts'

/** What loading a file through a mapping would do. */
export interface MappingCheck {
  readonly file: string
  readonly source: string
  /** Null where no row resembles the mapping's header. */
  readonly header: HeaderCheck | null
  /** Why the file as a whole would be refused; null where it would be loaded. */
  readonly refused: HuiyinError | null
  /** Rows and values; where columns are missing, as if the mapping did not name them; null where even that fails. */
  readonly loaded: (LoadedFile & LoadedCheck) | null
}

/** Why a row is set aside that the mapping need not fit: nobody takes it for a record. */
const NO_RECORDS: readonly string[] = ['footer', 'repeated_header'] satisfies RowProblem[]

/** Whether the file would be loaded whole: not refused, and no row quarantined but totals and repeated headers. */
export function isFit({ refused, loaded }: MappingCheck): boolean {
  return refused === null && loaded !== null && loaded.quarantine.every(({ reason }) => NO_RECORDS.includes(reason))
}

/**
 * Tests a mapping against a file by loading it into a warehouse in memory, which is thrown away. Faults of the file and
 * of the mapping are in the result; throws what else goes wrong.
 */
export async function checkMapping(file: string, source: Source, timezone: string, now: Date): Promise<MappingCheck> {
  const header = await checkHeader(file, source)
  const { path: folder, remove } = await temporaryFolder('huiyin-check-')
  const attempt = (mapping: Source) => attemptLoad(file, mapping, { folder, timezone, now })
  try {
    const whole = await attempt(source)
    const missing = header?.missing.map(({ field }) => field) ?? []
    const { refused } = whole
    const isLacking = refused?.code === 'HY-L-004' && missing.length > 0
    const { loaded } = isLacking ? await attempt(withoutFields(source, missing)) : whole
    return { file: basename(file), source: source.source, header, refused, loaded }
  } finally {
    await remove()
  }
}

interface Surroundings {
  readonly folder: string
  readonly timezone: string
  readonly now: Date
}

async function attemptLoad(file: string, source: Source, { folder, timezone, now }: Surroundings) {
  try {
    await using database = await openForWriting(':memory:')
    const { connection } = database
    await prepareWarehouse(connection)
    const context = { connection, timezone, now, scratch: folder, isFast: false }
    const files: LoadedFile[] = []
    const whole = await archiveFile(file, folder)
    try {
      for await (const { name, archived, isTruncated } of openPackage(basename(file), whole, folder)) {
        if (files.length > 0) await keepIncoming(connection, files.length)
        files.push(await loadFile(context, name, archived, source, isTruncated))
      }
      if (files.length > 1) await joinIncoming(connection, files.length)
    } finally {
      await whole.kept()
    }
    return { refused: null, loaded: { ...inSum(files), ...(await valuesOf(connection, source, timezone)) } }
  } catch (error) {
    if (error instanceof HuiyinError && isFault(error)) return { refused: error, loaded: null }
    throw error
  }
}

/** Puts the cells of a package's latest file aside: the next file takes their place. */
async function keepIncoming(connection: DuckDBConnection, number: number): Promise<void> {
  await execute(connection, `create temp table kept_${number} as select * from incoming`)
}

/** Shows the cells of all files of a package, of which each may have columns of its own. */
async function joinIncoming(connection: DuckDBConnection, files: number): Promise<void> {
  await keepIncoming(connection, files)
  const kept = Array.from({ length: files }, (_none, index) => `select * from kept_${index + 1}`)
  await execute(connection, `create or replace temp view incoming as ${kept.join(' union all by name ')}`)
}

/** The files of a package as one. */
function inSum(files: readonly LoadedFile[]): LoadedFile {
  const [first] = files
  if (first === undefined) throw new Error('a package holds at least one file')
  const sumOf = (rows: (file: LoadedFile) => number) => files.reduce((sum, file) => sum + rows(file), 0)
  return {
    ...first,
    rowsRead: sumOf((file) => file.rowsRead),
    rowsLoaded: sumOf((file) => file.rowsLoaded),
    rowsUnchanged: sumOf((file) => file.rowsUnchanged),
    rowsQuarantined: sumOf((file) => file.rowsQuarantined),
    notes: [...new Set(files.flatMap(({ notes }) => notes))],
  }
}

/** A fault of the file, or of the mapping. */
function isFault({ code }: HuiyinError): boolean {
  return code.startsWith('HY-L-') || code === 'HY-C-003'
}

async function valuesOf(connection: DuckDBConnection, source: Source, timezone: string): Promise<LoadedCheck> {
  const entity = entities().find(({ name }) => name === source.entity)
  if (entity === undefined) throw new Error(`no entity ${source.entity}`)
  await execute(connection, stagingMacros(source, timezone).join(';\n'), {}, 'staging macros')
  return loadedCheck(connection, source, entity)
}

function withoutFields(source: Source, fields: readonly string[]): Source {
  const columns = Object.fromEntries(Object.entries(source.columns).filter(([field]) => !fields.includes(field)))
  return { ...source, columns }
}
