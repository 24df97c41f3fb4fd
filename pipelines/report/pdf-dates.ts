import { HuiyinError } from '../core/errors.ts'

const DATE = String.raw`\(D:\d{14}\+00'00'\)`
const DATES = new RegExp(String.raw`(/Producer \([^()]*\)\n/CreationDate )${DATE}(\n/ModDate )${DATE}(?=>>\nendobj\n)`)

/**
 * The PDF that Chromium made, with both its dates set to the given instant: nothing else in it depends on when or
 * where it was made. The bytes are replaced in place by as many others, so that no offset in the file moves.
 * @throws HuiyinError HY-R-003 when the dates do not stand where Chromium writes them
 */
export function stampDates(pdf: Uint8Array, asOf: Date): Uint8Array {
  const bytes = Buffer.from(pdf)
  const found = DATES.exec(bytes.toString('latin1'))
  if (found === null) throw new HuiyinError('HY-R-003', { reason: 'the PDF does not hold the dates that it should' })
  const date = pdfDate(asOf)
  bytes.write(`${found[1]}${date}${found[2]}${date}`, found.index, 'latin1')
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** Such as `(D:20260105083000+00'00')`, in UTC. */
export function pdfDate(instant: Date): string {
  return `(D:${instant.toISOString().replace(/\D/g, '').slice(0, 14)}+00'00')`
}
