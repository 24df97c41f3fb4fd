import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { HuiyinError } from '../../core/errors.ts'
import type { Localised } from '../../core/locale.ts'
import type { Source } from '../../core/source-schema.ts'
import { temporaryFolder } from '../../core/temporary-folder.ts'
import { openForWriting } from '../../warehouse/database.ts'
import type { Dialect } from '../csv/dialect.ts'
import type { EncodingName } from '../decode/encoding-name.ts'
import { decodedText } from '../decoded-text.ts'
import { fileKind } from '../formats/file-kind.ts'
import { openJson } from '../formats/read-json.ts'
import { parquetRelation } from '../formats/read-parquet.ts'
import { readSheet } from '../formats/read-sheet.ts'
import { isPacked, requireReadable, type TableKind } from '../formats/readable-kind.ts'
import { unpack } from '../formats/unpack.ts'
import { unreadable } from '../formats/unreadable.ts'
import { openWorkbook } from '../formats/workbook-parts.ts'
import type { RawRow } from '../raw-row.ts'
import { csvDialect, readCsv } from '../read-csv.ts'
import { relationRows } from '../relation-rows.ts'
import { sampleLargeText } from './sample-large-text.ts'

const FIRST_ROWS = 2000
const SPREAD_ROWS = 18_000
/** Larger text files are not read from end to end. */
const LARGE_BYTES = 32 * 2 ** 20

/** Some rows of a file, and how they were read. */
export interface Sample {
  readonly format: TableKind
  /** The first file of a package, by its name there; undefined for a file that is not packed. */
  readonly member: string | undefined
  /** Of a text, and what speaks for it where it was found out; workbooks and Parquet are UTF-8 inside. */
  readonly encoding: EncodingName
  readonly encodingEvidence: Localised | null
  readonly delimiter: string
  /** Whether a text's first rows look like records: it has no header. */
  readonly isHeaderless: boolean
  /** The visible sheets of a workbook, in order; the first or the wanted one was read. */
  readonly sheets: readonly string[]
  readonly sheet: string | undefined
  /** The first 2,000 rows, preamble and header included, then up to 18,000 spread evenly over the rest. */
  readonly rows: readonly RawRow[]
  /** Rows of the whole file; undefined where it is too large to be counted. */
  readonly total: number | undefined
}

/** What is known of a file from its mapping, or was said by a person. */
export type Declared = Partial<Pick<Source, 'sheet' | 'encoding' | 'delimiter'>>

/**
 * A sample of a file's rows, whatever its format, encoding or package (of several files in a ZIP the first one); the
 * same file always gives the same sample. Text of more than 32 MB is read at places spread evenly over it.
 * Throws HY-L-… where loading it would fail as a whole: it cannot be read, is no table, its encoding is not certain.
 */
export async function sampleRows(
  file: string,
  declared: Declared = {},
  names: readonly string[] = [],
): Promise<Sample> {
  const { path: folder, remove } = await temporaryFolder('huiyin-map-')
  try {
    const { path, member } = await unpacked(file, folder)
    const kind = requireReadable(await fileKind(path), file)
    if (isPacked(kind)) throw unreadable(file, 'it is packed twice')
    const sampled = await sampleOf({ name: basename(file), path, folder }, kind, declared, names)
    return { ...PLAIN, ...sampled, format: kind, member }
  } catch (error) {
    if (!(error instanceof HuiyinError) || error.details['file'] === undefined) throw error
    throw new HuiyinError(error.code, { ...error.details, file }, { cause: error })
  } finally {
    await remove()
  }
}

type Sampled = Pick<Sample, 'rows' | 'total'>
type SampledFile = Sampled & Partial<Sample>

const PLAIN = {
  encoding: 'utf-8' as const,
  encodingEvidence: null,
  delimiter: ',',
  isHeaderless: false,
  sheets: [],
  sheet: undefined,
}

async function unpacked(file: string, folder: string): Promise<{ path: string; member: string | undefined }> {
  const kind = await fileKind(file)
  if (!isPacked(kind)) return { path: file, member: undefined }
  const [first] = await unpack(file, kind, folder)
  if (first === undefined) throw unreadable(file, 'the package is empty')
  return { path: first.path, member: first.name }
}

interface Place {
  readonly name: string
  readonly path: string
  /** Of our own, for a copy in UTF-8. */
  readonly folder: string
}

async function sampleOf(
  place: Place,
  kind: TableKind,
  declared: Declared,
  names: readonly string[],
): Promise<SampledFile> {
  const { path } = place
  if (kind === 'parquet') return spreadParquet(path)
  if (kind === 'xlsx' || kind === 'xlsm') {
    const { sheets: all } = await openWorkbook(path)
    const sheets = all.filter(({ visibility }) => visibility === 'visible').map(({ name }) => name)
    const sheet = declared.sheet ?? sheets[0]
    const sampled = await spread(readSheet(path, sheet === undefined ? {} : { sheets: { name: sheet } }))
    return { ...sampled, sheets, sheet }
  }
  const text = await decodedText(place, declared.encoding, place.folder)
  const encoded = { encoding: text.encoding, encodingEvidence: text.evidence }
  if (kind === 'text') return { ...encoded, ...(await sampleText(text.path, declared.delimiter, names)) }
  return { ...encoded, ...(await spread((await openJson(text.path, kind)).rows())) }
}

async function sampleText(path: string, declared: string | undefined, names: readonly string[]): Promise<SampledFile> {
  const { dialect, isSure } = await csvDialect(path, declared, names)
  const isLarge = (await stat(path)).size > LARGE_BYTES
  const sampled = isLarge ? await readBeginning(path, dialect) : await spread(readCsv(path, dialect))
  const isHeaderless = isSure && dialect.headerRows === 0 && dialect.preambleRows === 0
  return { ...sampled, delimiter: dialect.delimiter, isHeaderless }
}

async function spreadParquet(path: string): Promise<Sampled> {
  await using database = await openForWriting(':memory:')
  const { columns, sql } = await parquetRelation(database.connection, path)
  // `return await`: the connection must not be closed under a running query.
  return await spread(relationRows(database.connection, columns, sql, path))
}

/** The first rows, and of the rest every n-th one, n doubling whenever there are too many. */
async function spread(rows: AsyncIterable<RawRow>): Promise<Sampled> {
  const first: RawRow[] = []
  let later: RawRow[] = []
  let step = 1
  let total = 0
  for await (const row of rows) {
    total += 1
    if (first.length < FIRST_ROWS) first.push(row)
    else if ((total - FIRST_ROWS - 1) % step === 0) later.push(row)
    if (later.length > SPREAD_ROWS) {
      later = later.filter((_row, index) => index % 2 === 0)
      step *= 2
    }
  }
  return { rows: [...first, ...later], total }
}

async function readBeginning(path: string, dialect: Dialect): Promise<Sampled> {
  const first: RawRow[] = []
  for await (const row of readCsv(path, dialect)) {
    first.push(row)
    if (first.length === FIRST_ROWS) break
  }
  const later = await sampleLargeText(path, dialect, first.at(-1)?.cells.length ?? 0, SPREAD_ROWS)
  return { rows: [...first, ...later], total: undefined }
}
