import type { CsvRow, RowProblem } from './csv-row.ts'
import { FOOTER_WORDS, isFooter } from './footer.ts'
import { OtherTableWatch, repeatsHeader } from './other-table.ts'

/** What a table's records must look like. */
export interface TableShape {
  /** Cells of a record: as many as the header has, or as many as usual where there is no header. */
  readonly width: number
  /** Names of the columns (`headerNames`), none where there is no header. */
  readonly names: readonly string[]
  /** Words that open a row of totals. */
  readonly footers: readonly string[]
  /** `pad`: the source leaves out blank cells at the end; a short row gets them. */
  readonly shortRows: 'quarantine' | 'pad'
  /** `drop_blank`: the source writes delimiters behind the last cell; blank cells beyond the width are left out. */
  readonly extraCells: 'quarantine' | 'drop_blank'
  /** `same_table`: the source repeats its header between its rows; otherwise another table begins there. */
  readonly repeatedHeader: 'other_table' | 'same_table'
}

export const STRICT_SHAPE: Omit<TableShape, 'width' | 'names'> = {
  footers: FOOTER_WORDS,
  shortRows: 'quarantine',
  extraCells: 'quarantine',
  repeatedHeader: 'other_table',
}

/** What became of the rows behind the header: `records` are to be loaded, `padded` and `trimmed` of them were mended. */
export interface ShapeCounts {
  records: number
  padded: number
  trimmed: number
  /** Rows whose cells are all blank: no records, and no problem. */
  blankRows: number
  readonly problems: Map<RowProblem, number>
}

/** This many rows in a row with the same wrong width are another table rather than damaged. */
const RUN_OF_OTHER = 10

/**
 * Tells the records of a table from what else stands below its header. A row comes back as it is, with its cells padded
 * or trimmed where the source allows that, or with the problem that keeps it out.
 */
export class TableShaper {
  readonly counts: ShapeCounts = { records: 0, padded: 0, trimmed: 0, blankRows: 0, problems: new Map() }
  readonly #shape: TableShape
  readonly #watch = new OtherTableWatch()
  #isOtherTable = false
  #runWidth = 0
  #runLength = 0

  constructor(shape: TableShape) {
    this.#shape = shape
  }

  /** To be called with every row behind the header, in order. */
  shape(row: CsvRow): CsvRow {
    if (row.problem === undefined && row.cells.every((cell) => cell.trim() === '')) {
      this.counts.blankRows += 1
      return row
    }
    const problem = this.#problemOf(row)
    if (problem !== undefined) {
      this.counts.problems.set(problem, (this.counts.problems.get(problem) ?? 0) + 1)
      return { ...row, problem }
    }
    this.counts.records += 1
    return this.#mended(row)
  }

  #problemOf(row: CsvRow): RowProblem | undefined {
    const { footers, names, width, repeatedHeader } = this.#shape
    if (row.problem !== undefined) {
      return row.problem === 'cut_off' && isFooter(row.cells, footers, width) ? 'footer' : row.problem
    }
    if (this.#isOtherTable) return 'other_table'
    if (repeatsHeader(row.cells, names)) {
      this.#isOtherTable = repeatedHeader === 'other_table' || row.cells.length !== names.length
      return 'repeated_header'
    }
    if (isFooter(row.cells, footers, width)) return 'footer'
    const problem = this.#widthProblem(row)
    this.#isOtherTable = this.#watch.begins(row, problem !== undefined)
    return this.#isOtherTable ? 'other_table' : problem
  }

  #widthProblem(row: CsvRow): RowProblem | undefined {
    const { width, shortRows, extraCells } = this.#shape
    const { length } = row.cells
    const isMendable =
      (length < width && shortRows === 'pad') ||
      (length > width && extraCells === 'drop_blank' && row.cells.slice(width).every((cell) => cell.trim() === ''))
    if (length === width || isMendable) {
      this.#runLength = 0
      return undefined
    }
    this.#runLength = length === this.#runWidth ? this.#runLength + 1 : 1
    this.#runWidth = length
    if (this.#runLength >= RUN_OF_OTHER) return 'other_table'
    return length < width ? 'short_row' : 'long_row'
  }

  #mended(row: CsvRow): CsvRow {
    const { width } = this.#shape
    const missing = width - row.cells.length
    if (missing === 0) return row
    if (missing > 0) this.counts.padded += 1
    else this.counts.trimmed += 1
    return { ...row, cells: [...row.cells.slice(0, width), ...Array.from({ length: Math.max(0, missing) }, () => '')] }
  }
}
