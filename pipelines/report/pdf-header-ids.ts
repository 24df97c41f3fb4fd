import { HuiyinError } from '../core/errors.ts'

const ID = /\(node(\d{8})\)/g
const DEFINED = /\/ID \(node(\d{8})\)/g
const REFERRED = /\/Headers \[(?:\(node\d{8}\) ?)+\]/g
const LEAF = /<<\/Limits \[\(node\d{8}\) \(node\d{8}\)\]\n\/Names \[((?:\(node\d{8}\) \d+ 0 R ?)+)\]>>/g

/**
 * The PDF that Chromium made, with the ids of table headers numbered in the order of the document. Chromium takes
 * them from a counter that several of its threads draw from, so that now and then the same page gets others. As many
 * bytes as before: no offset in the file moves.
 * @throws HuiyinError HY-R-003 when the tree of ids does not look as Chromium writes it
 */
export function renumberHeaderIds(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1')
  const numbers = new Map([...text.matchAll(DEFINED)].map(([, id = ''], index) => [id, paddedNumber(index + 1)]))
  const leaves = [...text.matchAll(LEAF)]
  if (leaves.length !== (numbers.size === 0 ? 0 : 1)) {
    throw new HuiyinError('HY-R-003', { reason: 'the PDF does not hold the ids of its table headers as it should' })
  }
  const renumber = (part: string) => part.replace(ID, (_id, old: string) => `(node${numbers.get(old) ?? old})`)
  const renumbered = text
    .replace(DEFINED, renumber)
    .replace(REFERRED, renumber)
    .replace(LEAF, (_leaf, names: string) => sortedLeaf(renumber(names)))
  return Uint8Array.from(Buffer.from(renumbered, 'latin1'))
}

/** @param names such as `(node00000002) 40 0 R (node00000001) 12 0 R` */
function sortedLeaf(names: string): string {
  const entries = [...names.matchAll(/\((node\d{8})\) (\d+) 0 R/g)]
    .map(([entry, key = '']) => ({ entry, key }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const limits = [entries[0], entries.at(-1)].map((entry) => `(${entry?.key})`).join(' ')
  return `<</Limits [${limits}]\n/Names [${entries.map(({ entry }) => entry).join(' ')}]>>`
}

function paddedNumber(number: number): string {
  return String(number).padStart(8, '0')
}
