// file ── sample ──▶ mark │ zero bytes │ ASCII │ strict UTF-8 │ what the words read as ──▶ against the declaration
import type { EncodingName } from './encoding-name.ts'
import type { EncodingFinding } from './finding.ts'
import { judgeBytes } from './judge-bytes.ts'
import { judgeDeclaration } from './judge-declaration.ts'
import { readSample } from './read-sample.ts'

/**
 * Finds the encoding of a text file from its bytes and, where the source's mapping declares one, holds that against
 * them. That bytes decode without an error decides nothing but UTF-8; it is what they read as.
 */
export async function detectEncoding(
  path: string,
  options: { readonly declared?: EncodingName } = {},
): Promise<EncodingFinding> {
  const sample = await readSample(path)
  const judged = judgeBytes(sample)
  if (options.declared === undefined) return { ...judged, declaration: 'none' }
  return judgeDeclaration(judged, options.declared, sample)
}
