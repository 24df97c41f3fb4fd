import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import type { Localised } from '../core/locale.ts'
import { UNDER_WAY } from './archive.ts'
import { detectEncoding } from './decode/detect-encoding.ts'
import type { EncodingName } from './decode/encoding-name.ts'
import { needsRewriting } from './decode/needs-rewriting.ts'
import { toUtf8 } from './decode/to-utf8.ts'

/** A text file in UTF-8 without mark or NUL: the file itself, or a copy that `remove` takes away. */
export interface DecodedText {
  readonly path: string
  readonly encoding: EncodingName
  /** The file ends inside of a character, which is left out: its last record is not whole. */
  readonly isCut: boolean
  /** What speaks for the encoding. */
  readonly evidence: Localised
  /** For the ledger: what was chosen and why, where it was not plain UTF-8. */
  readonly notes: readonly string[]
  remove(): Promise<void>
}

/**
 * Finds the encoding of a text file by evidence, and brings it into UTF-8, in a folder under `scratch`. Throws HY-L-009
 * where the evidence does not decide, or speaks against what the mapping declares; HY-L-002 where bytes in the middle
 * cannot be read.
 */
export async function decodedText(
  file: { name: string; path: string },
  declared: EncodingName | undefined,
  scratch: string,
): Promise<DecodedText> {
  const finding = await detectEncoding(file.path, declared === undefined ? {} : { declared })
  if (finding.encoding === 'unsure' || finding.declaration === 'wrong') {
    const candidates = finding.candidates.map(({ encoding }) => encoding).join(', ')
    throw new HuiyinError('HY-L-009', { file: file.name, evidence: finding.evidence, candidates: candidates || '-' })
  }
  const { encoding, evidence } = finding
  if (!(await needsRewriting(finding, file.path)))
    return { path: file.path, encoding, evidence, isCut: false, notes: [], remove: async () => undefined }
  // Where what a killed process leaves behind is found and removed: it holds personal data.
  const folder = await mkdtemp(join(scratch, UNDER_WAY))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'text')
    const written = await toUtf8(file.path, path, encoding)
    if (written.badAt !== null && !written.isCut) {
      throw new HuiyinError('HY-L-002', { file: file.name, offset: written.badAt, expected: encoding })
    }
    const notes = [
      ...(encoding === 'utf-8' ? [] : [`encoding=${evidence.en}`]),
      ...(written.nulBytes === 0 ? [] : [`nul_bytes=${written.nulBytes}`]),
      ...(written.isCut ? ['truncated'] : []),
    ]
    return { path, encoding, evidence, isCut: written.isCut, notes, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
