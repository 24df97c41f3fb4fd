import { HuiyinError } from '../core/errors.ts'
import type { Source } from '../core/settings-schema.ts'
import type { RawRow } from './raw-row.ts'

const ROWS_SEARCHED = 30

/** Where the header stands, how wide it is, and at which position each mapped field is found. */
export interface Header {
  readonly row: RawRow
  readonly width: number
  /** Field of the entity → index of the cell. */
  readonly positions: ReadonlyMap<string, number>
  /** All names, in order; a column without a name is an empty text. */
  readonly names: readonly string[]
  /** Names that the mapping does not have: these columns are not loaded. */
  readonly unmapped: readonly string[]
  /** Names of the mapping that the file lacks, where the contract lets them be. */
  readonly missing: readonly string[]
}

interface Wanted {
  readonly field: string
  readonly name: string
}

/**
 * Finds the header among the first rows: the one that holds most of the mapped columns.
 * Order of columns, case, width and blanks do not matter; columns that the mapping does not name are not loaded.
 * `required` fields must be there whatever the contract says.
 * Throws HY-L-003 where no row resembles it, HY-L-004 where columns are missing, naming them and what they may be called
 * now.
 */
export function findHeader(rows: readonly RawRow[], source: Source, file: string, required: readonly string[]): Header {
  const wanted = Object.entries(source.columns).map(
    ([field, column]): Wanted => ({ field, name: typeof column === 'string' ? column : column.from }),
  )
  let best: Header | undefined
  for (const row of rows.slice(0, ROWS_SEARCHED)) {
    const header = headerOf(row, wanted)
    if (best === undefined || header.missing.length < best.missing.length) best = header
    if (best.missing.length === 0) return best
  }
  if (best === undefined || best.missing.length === wanted.length) {
    throw new HuiyinError('HY-L-003', { file, expected: wanted.map(({ name }) => name).join(', ') })
  }
  const isNeeded = wanted.some(({ field, name }) => required.includes(field) && best.missing.includes(name))
  if (source.contract.missing_columns === 'warn' && !isNeeded) return best
  const missing = best.missing.map((name) => withSuggestion(name, best.unmapped)).join(', ')
  throw new HuiyinError('HY-L-004', { file, row: best.row.line, missing, got: best.names.join(', ') })
}

function headerOf(row: RawRow, wanted: readonly Wanted[]): Header {
  const names = row.cells.map((cell) => cell.trim())
  const folded = names.map(foldName)
  const positions = new Map(
    wanted
      .map(({ field, name }) => [field, folded.indexOf(foldName(name))] as const)
      .filter(([, position]) => position !== -1),
  )
  const used = new Set(positions.values())
  return {
    row,
    width: names.findLastIndex((name) => name !== '') + 1,
    positions,
    names,
    unmapped: names.filter((name, index) => name !== '' && !used.has(index)),
    missing: wanted.filter(({ field }) => !positions.has(field)).map(({ name }) => name),
  }
}

const ALIKE = 0.4

/** `投诉时间 (投诉日期?)`: the missing name, and the unmapped column that resembles it most. */
function withSuggestion(name: string, unmapped: readonly string[]): string {
  const [closest] = unmapped
    .map((other) => ({ other, likeness: likeness(name, other) }))
    .sort((a, b) => b.likeness - a.likeness)
  return closest !== undefined && closest.likeness >= ALIKE ? `${name} (${closest.other}?)` : name
}

/** Share of the character pairs that two names have in common (Dice), 0 to 1. */
function likeness(a: string, b: string): number {
  const pairs = (text: string) => {
    const folded = ` ${foldName(text)} `
    return Array.from({ length: folded.length - 1 }, (_pair, index) => folded.slice(index, index + 2))
  }
  const [first, second] = [pairs(a), new Set(pairs(b))]
  return (2 * first.filter((pair) => second.has(pair)).length) / (first.length + second.size)
}

function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\s\u200b\ufeff]/g, '')
    .toLowerCase()
}
