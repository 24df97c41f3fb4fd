import { HuiyinError } from '../../core/errors.ts'
import { inflateBudget } from './inflate-limits.ts'
import { richText } from './rich-text.ts'
import type { Workbook } from './workbook-parts.ts'
import { xmlElements } from './xml-elements.ts'
import { memberChunks } from './zip-member.ts'

const MAX_STRINGS = 20_000_000

/**
 * The shared strings of a workbook, all of them in memory. Throws HY-L-010 {file, got, limit} where they unpack to
 * more than `maxBytes`, or are more than 20 million.
 */
export async function sharedStrings(workbook: Workbook, maxBytes: number): Promise<string[]> {
  const { file, sharedStrings: part } = workbook
  const strings: string[] = []
  if (part === undefined) return strings
  const spend = inflateBudget(file, part.packedBytes, { inflatedBytes: maxBytes, ratio: Number.POSITIVE_INFINITY })
  for await (const batch of xmlElements(file, memberChunks(file, part, spend), 'si')) {
    for (const { inner } of batch) strings.push(richText(inner))
    if (strings.length > MAX_STRINGS) {
      throw new HuiyinError('HY-L-010', { file, got: `> ${MAX_STRINGS} strings`, limit: `${MAX_STRINGS} strings` })
    }
  }
  return strings
}
