import type { ColumnKinds } from './column-kinds.ts'
import type { CsvRow } from './csv-row.ts'
import { tidyName } from './header-names.ts'

/**
 * A test whether a row says the header again: nearly all of its cells are the names above them, or the names in their
 * order where the row has another width.
 */
export function headerTest(names: readonly string[]): (cells: readonly string[]) => boolean {
  return (cells) => {
    const compared = Math.min(cells.length, names.length)
    if (names.length === 0 || compared < names.length / 2) return false
    let same = 0
    let differing = 0
    for (let column = 0; column < compared; column += 1) {
      const name = names[column] ?? ''
      if (name === '') continue
      if (isName(cells[column] ?? '', name)) same += 1
      else differing += 1
      if (differing * 5 > compared) return false
    }
    return same >= Math.min(2, names.length)
  }
}

function isName(cell: string, name: string): boolean {
  return cell === name || (cell.includes(name.charAt(0)) && tidyName(cell) === name)
}

/** Whether a row of the table's width is of its kind not at all, where at least two columns have a kind. */
export function isForeign(row: CsvRow, kinds: ColumnKinds): boolean {
  const { fits, differs } = kinds.compare(row.cells)
  return fits === 0 && differs >= 2
}

/** Whether blank lines stand between two rows. */
export function isApart(row: CsvRow, above: CsvRow): boolean {
  if (row.line === above.line + 1) return false
  return row.line > above.line + (above.raw.match(/\r\n|\n|\r/g)?.length ?? 0) + 1
}
