import { HuiyinError } from '../core/errors.ts'
import { type MappedCell, mappedCells } from '../core/mapped-cells.ts'
import type { Source } from '../core/source-schema.ts'
import { type HeaderRow, joinHeaderRows } from './formats/header-rows.ts'
import type { RawRow } from './raw-row.ts'

const ROWS_SEARCHED = 30
const DEEPEST = 3

/** Where the header stands, how wide it is, and at which position each mapped field is found. */
export interface Header {
  /** The rows of the header, usually one; none where the file has no header. */
  readonly rows: readonly RawRow[]
  /** The last row of the header; the records begin behind it. */
  readonly row: RawRow
  readonly width: number
  /** Field of the entity → index of the cell. */
  readonly positions: ReadonlyMap<string, number>
  /** All names, in order: rows of a header joined by ` / `, a repeated name with ` (2)`, none as an empty text. */
  readonly names: readonly string[]
  /** Names that the mapping does not have: these columns are not loaded. */
  readonly unmapped: readonly string[]
  /** Names of the mapping that the file lacks, where the contract lets them be. */
  readonly missing: readonly string[]
  /** Names of the mapping that stand over several columns: the first one is taken. */
  readonly ambiguous: readonly string[]
}

/**
 * Finds the header among the first rows: the one that holds most of the mapped columns, or two or three rows that do so
 * together. Order of columns, case, width and blanks do not matter; columns that the mapping does not name are not
 * loaded. `#3` is the third column, whatever its name; a file without a header (`header: none`) has such names only.
 * `required` fields must be there whatever the contract says.
 * Throws HY-L-003 where no row resembles it, HY-L-004 where columns are missing, naming them and what they may be called
 * now.
 */
export function findHeader(rows: readonly RawRow[], source: Source, file: string, required: readonly string[]): Header {
  const wanted = mappedCells(source)
  const best = source.header === 'none' ? numberedHeader(rows, wanted) : withRepeats(bestHeader(rows, wanted), rows)
  if (best === undefined || best.missing.length === wanted.length) {
    throw new HuiyinError('HY-L-003', { file, expected: wanted.map(({ name }) => name).join(', ') })
  }
  const isNeeded = wanted.some(({ field, name }) => required.includes(field) && best.missing.includes(name))
  if (best.missing.length === 0 || (source.contract.missing_columns === 'warn' && !isNeeded)) return best
  const missing = best.missing.map((name) => withSuggestion(name, best.unmapped)).join(', ')
  throw new HuiyinError('HY-L-004', { file, row: best.row.line, missing, got: best.names.join(', ') })
}

function bestHeader(rows: readonly RawRow[], wanted: readonly MappedCell[]): Header | undefined {
  const first = rows.slice(0, ROWS_SEARCHED)
  let best: Header | undefined
  for (let depth = 1; depth <= DEEPEST; depth += 1) {
    for (let start = 0; start + depth <= first.length; start += 1) {
      const header = headerOf(first.slice(start, start + depth), wanted)
      if (best === undefined || header.missing.length < best.missing.length) best = header
      if (best.missing.length === 0) return best
    }
  }
  return best
}

/** A header that is said again in the very next rows is one header. */
function withRepeats(header: Header | undefined, rows: readonly RawRow[]): Header | undefined {
  if (header === undefined) return undefined
  const said = JSON.stringify(header.row.cells)
  const below = rows.slice(rows.indexOf(header.row) + 1)
  const other = below.findIndex(({ cells }) => JSON.stringify(cells) !== said)
  const repeats = below.slice(0, other === -1 ? below.length : other)
  return { ...header, row: repeats.at(-1) ?? header.row, rows: [...header.rows, ...repeats] }
}

/** For a file without a header: as wide as most of its first rows, its columns called by their place. */
function numberedHeader(rows: readonly RawRow[], wanted: readonly MappedCell[]): Header {
  const widths = Map.groupBy(rows.slice(0, ROWS_SEARCHED), ({ cells }) => cells.length)
  const [width = 0] = [...widths].sort(([, one], [, other]) => other.length - one.length)[0] ?? []
  const cells = Array.from({ length: width }, (_cell, index) => `#${index + 1}`)
  return { ...headerOf([{ row: 0, line: 0, cells, raw: '' }], wanted), rows: [] }
}

function headerOf(rows: readonly (RawRow & Partial<HeaderRow>)[], wanted: readonly MappedCell[]): Header {
  const [row] = rows.slice(-1)
  if (row === undefined) throw new Error('a header has at least one row')
  const names = columnNames(rows)
  const place = finder(names, rows.length === 1 ? [] : row.cells)
  const positions = new Map(
    wanted.map(({ field, name }) => [field, place(name)] as const).filter(([, position]) => position !== -1),
  )
  const used = new Set(positions.values())
  const repeated = new Set(names.map((name) => foldName(name)).filter((name) => name.endsWith('(2)')))
  return {
    rows,
    row,
    width: names.findLastIndex((name) => name !== '') + 1,
    positions,
    names,
    unmapped: names.filter((name, index) => name !== '' && !used.has(index)),
    missing: wanted.filter(({ field }) => !positions.has(field)).map(({ name }) => name),
    ambiguous: wanted.filter(({ name }) => repeated.has(foldName(`${name} (2)`))).map(({ name }) => name),
  }
}

/** The names of the columns, as `Header.names`. */
export function columnNames(rows: readonly (RawRow & Partial<HeaderRow>)[]): string[] {
  const [only] = rows
  const plain = rows.length === 1 ? (only?.cells ?? []).map((cell) => cell.trim()) : joinHeaderRows(rows, rows.length)
  const counts = new Map<string, number>()
  return plain.map((name) => {
    const folded = foldName(name)
    const count = (counts.get(folded) ?? 0) + 1
    counts.set(folded, count)
    return count === 1 || name === '' ? name : `${name} (${count})`
  })
}

/** By its whole name, by the name in the header's last row where only one column has it there, or by its place. */
function finder(names: readonly string[], leaves: readonly string[]): (name: string) => number {
  const folded = names.map(foldName)
  const foldedLeaves = leaves.map(foldName)
  return (name) => {
    const wanted = foldName(name)
    const whole = folded.indexOf(wanted)
    if (whole !== -1) return whole
    const leaf = foldedLeaves.indexOf(wanted)
    if (leaf !== -1 && leaf === foldedLeaves.lastIndexOf(wanted)) return leaf
    const place = Number(/^#(\d+)$/.exec(wanted)?.[1] ?? 0)
    return place <= names.length ? place - 1 : -1
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

/** Case, width, blanks and invisible characters do not tell names apart. */
function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}\p{Cc}\ufeff]/gu, '')
    .toLowerCase()
}
