import { type FileHandle, open } from 'node:fs/promises'
import { HuiyinError } from '../../core/errors.ts'
import { cfbKind } from './cfb-kind.ts'
import { textKind } from './text-kind.ts'
import { unreadable } from './unreadable.ts'
import { readZipDirectory } from './zip-directory.ts'

export type FileKind =
  | 'empty'
  // tables
  | 'text'
  | 'json'
  | 'jsonl'
  | 'xlsx'
  | 'xlsm'
  | 'parquet'
  // packed tables
  | 'gzip'
  | 'zstd'
  | 'zip'
  // what cannot be read as a table, told apart for the message
  | 'xls'
  | 'xlsb'
  | 'ods'
  | 'protected'
  | 'document'
  | 'html'
  | 'xml'
  | 'spreadsheetml'
  | 'pdf'
  | 'archive'
  | 'binary'

const HEAD_BYTES = 64 * 1024
/** For JSON whose first line is longer than the head: whether a second one follows decides. */
const LONG_HEAD_BYTES = 8 * 2 ** 20
const LINE_FEED = 0x0a

/** First bytes, in hexadecimal, of the formats that show themselves by them. */
const MAGIC: readonly (readonly [string, FileKind])[] = [
  ['1f8b', 'gzip'],
  ['28b52ffd', 'zstd'],
  ['255044462d', 'pdf'],
  ['50415231', 'parquet'],
  ['50415245', 'parquet'],
  ['526172211a07', 'archive'],
  ['377abcaf271c', 'archive'],
  ['fd377a585a00', 'archive'],
  ['425a68', 'archive'],
  ['53514c69746520666f726d6174203300', 'binary'],
  ['89504e470d0a1a0a', 'binary'],
  ['ffd8ff', 'binary'],
  ['4152524f5731', 'binary'],
]

/**
 * What a file is, by its content alone; the extension is never looked at. Text in any encoding is `text` unless it is
 * JSON or markup. Throws HY-L-001 {file, reason} where the file cannot be opened.
 */
export async function fileKind(path: string): Promise<FileKind> {
  const { head, isWhole } = await readHead(path, HEAD_BYTES)
  if (head.length === 0) return 'empty'
  const hex = head.toString('hex', 0, 16)
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506') || hex.startsWith('504b3030504b0304'))
    return zipKind(path)
  if (hex.startsWith('d0cf11e0a1b11ae1')) return cfbKind(path)
  if (/^09(00|02|04|08)(04|06|08|10)00/.test(hex)) return 'xls'
  const magic = MAGIC.find(([bytes]) => hex.startsWith(bytes))
  if (magic !== undefined) return magic[1]
  const isLongObject =
    !isWhole && !head.includes(LINE_FEED) && /^(?:\xef\xbb\xbf)?\s*\{/.test(head.toString('latin1', 0, 64))
  if (!isLongObject) return textKind(head, isWhole)
  const more = await readHead(path, LONG_HEAD_BYTES)
  return textKind(more.head, more.isWhole)
}

async function readHead(path: string, bytes: number): Promise<{ head: Buffer; isWhole: boolean }> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0)
    return { head: buffer.subarray(0, bytesRead), isWhole: bytesRead === (await handle.stat()).size }
  } catch (cause) {
    throw unreadable(path, cause)
  } finally {
    await handle?.close()
  }
}

/** Office files are ZIP files with parts of known names; a ZIP file whose directory is damaged stays `zip`. */
async function zipKind(path: string): Promise<FileKind> {
  let names: string[]
  try {
    names = (await readZipDirectory(path)).map(({ name }) => name.replaceAll('\\', '/').toLowerCase())
  } catch (error) {
    if (error instanceof HuiyinError) return 'zip'
    throw error
  }
  const has = (test: (name: string) => boolean) => names.some(test)
  if (has((name) => name === '[content_types].xml')) {
    if (has((name) => name === 'xl/workbook.bin')) return 'xlsb'
    if (has((name) => name === 'xl/vbaproject.bin')) return 'xlsm'
    return has((name) => name.startsWith('xl/')) ? 'xlsx' : 'document'
  }
  const isOpenDocument = has((name) => name === 'mimetype') && has((name) => name === 'content.xml')
  return isOpenDocument ? 'ods' : 'zip'
}
