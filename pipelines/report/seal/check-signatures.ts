import { PDF, PdfArray, PdfDict, PdfNumber, type PdfObject, PdfString } from '@libpdf/core'
import type { Certificate } from './certificate.ts'
import { readSignedData, type SignatureProblem, type TimeStamp } from './signed-data.ts'

/** One signature of a PDF, checked. */
export interface CheckedSignature {
  /** Name of its field: a role. */
  readonly field: string
  readonly certificate: Certificate | undefined
  /** The certificate itself, in DER. */
  readonly der: Uint8Array | undefined
  /** What the signer's clock said. */
  readonly claimedAt: string | undefined
  readonly timeStamp: TimeStamp | undefined
  /** How many bytes of the file it covers, from the first. */
  readonly covers: number
  /** What is wrong with it; null where it holds. */
  readonly problem: SignatureProblem | null
}

/** Checks every signature of a PDF, in the order of the fields. Throws Error where the bytes are no PDF. */
export async function checkSignatures(pdf: Uint8Array): Promise<CheckedSignature[]> {
  const document = await PDF.load(pdf)
  const resolve = document.getObject.bind(document)
  const form = document.getCatalog().getDict('AcroForm', resolve)
  const checked: CheckedSignature[] = []
  for (const item of form?.getArray('Fields', resolve) ?? []) {
    const field = item.type === 'ref' ? document.getObject(item) : item
    if (!(field instanceof PdfDict) || field.getName('FT')?.value !== 'Sig') continue
    const signature = field.getDict('V', resolve)
    const name = field.getString('T')?.asString() ?? ''
    if (signature !== undefined) checked.push(checkSignature(pdf, name, signature))
  }
  return checked
}

function checkSignature(pdf: Uint8Array, field: string, signature: PdfDict): CheckedSignature {
  const range = [...(signature.getArray('ByteRange') ?? new PdfArray())].map(numberOf)
  const contents = signature.get('Contents')
  const claimedAt = signature.getString('M')?.asString()
  const covers = (range[2] ?? 0) + (range[3] ?? 0)
  const unread = { field, certificate: undefined, der: undefined, claimedAt, timeStamp: undefined, covers }
  if (!(contents instanceof PdfString) || !isWellFormed(pdf, range, contents.bytes)) {
    return { ...unread, problem: 'structure' }
  }
  const [, head = 0, tail = 0, rest = 0] = range
  const signed = Buffer.concat([pdf.subarray(0, head), pdf.subarray(tail, tail + rest)])
  const data = readSignedData(contents.bytes, signed)
  if (data === undefined) return { ...unread, problem: 'structure' }
  const { certificate, der, timeStamp, problem } = data
  return { field, certificate, der, claimedAt, timeStamp, covers, problem }
}

/** The range must be all of the file up to its end but for the signature itself, or more could hide in the gap. */
function isWellFormed(pdf: Uint8Array, range: readonly number[], contents: Uint8Array): boolean {
  const [first, head = 0, tail = 0, rest = 0] = range
  if (range.length !== 4 || first !== 0 || head >= tail || tail + rest > pdf.length) return false
  const gap = Buffer.from(pdf.subarray(head, tail)).toString('latin1')
  return (
    new RegExp(`^<[0-9A-Fa-f]{${2 * contents.length}}>$`).test(gap) &&
    gap.slice(1, -1).toLowerCase() === Buffer.from(contents).toString('hex')
  )
}

function numberOf(item: PdfObject): number {
  return item instanceof PdfNumber ? item.value : Number.NaN
}
