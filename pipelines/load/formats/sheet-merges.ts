import { HuiyinError } from '../../core/errors.ts'
import { columnOf } from './cell-tag.ts'
import { SHEET_COLUMNS } from './sheet-row.ts'

/** A block of merged cells: rows 1-based, columns 0-based, both ends included. Its value stands in the first cell. */
export interface MergedRange {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

const MAX_RANGES = 1_000_000
const MARK = 'mergeCell'
const RANGE = /<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g
const LONGEST_TAG = 256

/**
 * The merged cells of a sheet that begin in its first `lastRow` rows. They are listed behind the cells, so the whole
 * sheet goes by. Throws HY-L-010 {file, got, limit} for more than a million.
 */
export async function mergedRanges(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  lastRow: number,
): Promise<MergedRange[]> {
  const ranges: MergedRange[] = []
  let tail = ''
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (!tail.includes(MARK) && !bytes.includes(MARK)) {
      tail = bytes.toString('latin1', Math.max(0, bytes.length - LONGEST_TAG))
      continue
    }
    const text = tail + bytes.toString('latin1')
    let end = 0
    for (const match of text.matchAll(RANGE)) {
      end = match.index + match[0].length
      const range = rangeOf(match)
      if (range.top <= lastRow) ranges.push(range)
    }
    if (ranges.length > MAX_RANGES) {
      throw new HuiyinError('HY-L-010', { file, got: `> ${MAX_RANGES} ${MARK}`, limit: `${MAX_RANGES} ${MARK}` })
    }
    tail = text.slice(Math.max(end, text.length - LONGEST_TAG))
  }
  return ranges
}

/**
 * A function that repeats the values of merged cells over their range, for rows given from top to bottom; undefined
 * where no range touches the row. `spendBlanks` is told of the cells that this adds.
 */
export function mergeFiller(ranges: readonly MergedRange[], spendBlanks: (count: number) => void) {
  const waiting = ranges.toSorted((one, other) => other.top - one.top)
  let open: { range: MergedRange; value: string }[] = []
  return (line: number, cells: readonly string[]): string[] | undefined => {
    open = open.filter(({ range }) => range.bottom >= line)
    for (let next = waiting.at(-1); next !== undefined && next.top <= line; next = waiting.at(-1)) {
      waiting.pop()
      const value = next.top === line ? (cells[next.left] ?? '') : ''
      if (value !== '' && next.bottom >= line) open.push({ range: next, value })
    }
    if (open.length === 0) return undefined
    const filled = [...cells]
    for (const { range, value } of open) {
      const right = Math.min(range.right, SHEET_COLUMNS - 1)
      spendBlanks(Math.max(0, right + 1 - filled.length))
      while (filled.length <= right) filled.push('')
      for (let column = range.left; column <= right; column += 1) if (filled[column] === '') filled[column] = value
    }
    return filled
  }
}

function rangeOf(match: RegExpExecArray): MergedRange {
  const [, left = '', top = '', right = '', bottom = ''] = match
  return {
    top: Number(top),
    bottom: Number(bottom),
    left: columnOf(left, 0, left.length),
    right: columnOf(right, 0, right.length),
  }
}
