import { open } from 'node:fs/promises'
import type { Dialect } from '../csv/dialect.ts'
import { readSampleTable } from '../csv/sample-table.ts'
import type { RawRow } from '../raw-row.ts'

const PLACES = 64
const PLACE_BYTES = 2 ** 18

/**
 * Records from places spread evenly over a UTF-8 file, without what lies between: at each place from the next line end
 * on, those of the expected width only (a place inside a quoted text gives others). Row numbers are not known: 0.
 */
export async function sampleLargeText(file: string, dialect: Dialect, width: number, limit: number): Promise<RawRow[]> {
  await using handle = await open(file)
  const { size } = await handle.stat()
  const rows: RawRow[] = []
  for (let place = 1; place < PLACES; place += 1) {
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(PLACE_BYTES),
      0,
      PLACE_BYTES,
      Math.floor((size / PLACES) * place),
    )
    const bytes = buffer.subarray(0, bytesRead)
    const text = bytes.subarray(bytes.indexOf(0x0a) + 1).toString('utf8')
    const { records } = readSampleTable(text, dialect, false)
    const whole = records.filter(({ cells, isBroken }) => !isBroken && cells.length === width)
    for (const { cells, line } of whole.slice(0, Math.ceil(limit / PLACES))) rows.push({ row: 0, line, cells, raw: '' })
  }
  return rows
}
