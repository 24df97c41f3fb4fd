import { deflateSync, inflateSync } from 'node:zlib'
import { PdfName, type PdfObject, PdfStream } from '@libpdf/core'

/** Shorter ones do not become shorter. */
const WORTH_PACKING = 512

/** A stream of a PDF, packed by Node's zlib: the library packs in JavaScript, many times slower. */
export function packedStream(entries: Record<string, PdfObject>, data: Uint8Array): PdfStream {
  if (data.length < WORTH_PACKING) return PdfStream.fromDict(entries, data)
  return PdfStream.fromDict({ ...entries, Filter: PdfName.of('FlateDecode') }, new Uint8Array(deflateSync(data)))
}

/** What a stream holds; by the library where it is packed in more than one way, or damaged. */
export function unpacked(stream: PdfStream): Uint8Array {
  if (stream.getName('Filter')?.value !== 'FlateDecode' || stream.get('DecodeParms') !== undefined) {
    return stream.getDecodedData()
  }
  try {
    return inflateSync(stream.data)
  } catch {
    return stream.getDecodedData()
  }
}
