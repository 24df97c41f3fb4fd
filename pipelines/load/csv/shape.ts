import { ColumnKinds } from './column-kinds.ts'
import type { CsvRow, RowProblem } from './csv-row.ts'
import { FOOTER_WORDS, footerTest } from './footer.ts'
import { headerTest, isApart, isForeign } from './other-table.ts'

/** What a table's records must look like. */
export interface TableShape {
  /** Cells of a record: as many as the header has, or as many as usual where there is no header. */
  readonly width: number
  /** Cells that a record has at least, where the last columns of the header have no name. */
  readonly leastWidth?: number
  /** Names of the columns (`headerNames`), none where there is no header. */
  readonly names: readonly string[]
  /** Records to learn the columns' kinds from (`DialectFinding.sample`); without any, the first records teach them. */
  readonly sample: readonly (readonly string[])[]
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
  sample: [],
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
/** Problems that say nothing against the rows beside them. */
const HARMLESS: ReadonlySet<RowProblem> = new Set(['footer', 'repeated_header', 'other_table'])

/**
 * Tells the records of a table from what else stands below its header. A row comes back as it is, with its cells padded
 * or trimmed where the source allows that, or with the problem that keeps it out. Each row is held until the next one
 * is known: what stands beside a damaged row may be a part of it.
 */
export class TableShaper {
  readonly counts: ShapeCounts = { records: 0, padded: 0, trimmed: 0, blankRows: 0, problems: new Map() }
  readonly #shape: TableShape
  readonly #kinds = new ColumnKinds()
  readonly #isFooter: (cells: readonly string[]) => boolean
  readonly #isHeader: (cells: readonly string[]) => boolean
  #held: CsvRow | undefined
  /** What stands above the held row: damage (blank rows between do not matter), blank lines or rows. */
  #isBelowDamage = false
  #isBelowGap = false
  #isOtherTable = false
  #runWidth = 0
  #runLength = 0

  constructor(shape: TableShape) {
    this.#shape = shape
    this.#isFooter = footerTest(shape.footers, shape.width)
    this.#isHeader = headerTest(shape.names)
    for (const cells of shape.sample) this.#kinds.learn(cells)
  }

  /** To be called with every row behind the header, in order. Gives the row before it. */
  push(row: CsvRow): CsvRow[] {
    this.#confirmOtherTable(row)
    const problem = isBlank(row) ? undefined : this.#problemOf(row)
    const judged = problem === undefined ? row : { ...row, problem }
    const above = this.#held
    const given = this.#release(isDamaged(judged))
    this.#isBelowGap = above !== undefined && (isBlank(above) || isApart(row, above))
    this.#held = judged
    return given
  }

  /** The last row. */
  end(): CsvRow[] {
    return this.#release(false)
  }

  /**
   * Another table begins with a row that is of other kinds than the columns, below blank lines or rows. Below a row of
   * another width (a title, or damage) the row behind it must be as foreign.
   */
  #confirmOtherTable(row: CsvRow): void {
    const held = this.#held
    if (held === undefined || held.problem !== undefined || !(this.#isBelowDamage || this.#isBelowGap)) return
    if (isBlank(held) || !isForeign(held, this.#kinds)) return
    const isNextForeign = row.cells.length === this.#shape.width && isForeign(row, this.#kinds)
    if (this.#isBelowDamage ? !isNextForeign : !this.#isBelowGap) return
    this.#isOtherTable = true
    this.#held = { ...held, problem: 'other_table' }
  }

  #release(isAboveDamage: boolean): CsvRow[] {
    const row = this.#held
    this.#held = undefined
    if (row === undefined) return []
    const isDoubtful = (this.#isBelowDamage || isAboveDamage) && row.problem === undefined && this.#isUnlike(row)
    const judged: CsvRow = isDoubtful ? { ...row, problem: 'beside_damage' } : row
    if (!isBlank(judged)) this.#isBelowDamage = isDamaged(judged)
    return [this.#counted(judged)]
  }

  #counted(row: CsvRow): CsvRow {
    const { problems } = this.counts
    if (row.problem !== undefined) {
      problems.set(row.problem, (problems.get(row.problem) ?? 0) + 1)
      return row
    }
    if (isBlank(row)) {
      this.counts.blankRows += 1
      return row
    }
    this.counts.records += 1
    this.#kinds.learn(row.cells)
    return this.#mended(row)
  }

  /** Whether a row has a quote left over or cells of other kinds than its columns'. */
  #isUnlike(row: CsvRow): boolean {
    return !isBlank(row) && (row.oddQuote === true || this.#kinds.compare(row.cells).differs > 0)
  }

  #problemOf(row: CsvRow): RowProblem | undefined {
    const { names, repeatedHeader } = this.#shape
    if (row.problem !== undefined) {
      return row.problem === 'cut_off' && this.#isFooter(row.cells) ? 'footer' : row.problem
    }
    if (this.#isOtherTable) return 'other_table'
    if (this.#isHeader(row.cells)) {
      this.#isOtherTable = repeatedHeader === 'other_table' || row.cells.length !== names.length
      return 'repeated_header'
    }
    if (this.#isFooter(row.cells)) return 'footer'
    const problem = this.#widthProblem(row)
    if (problem !== undefined) return problem
    return row.oddQuote === true && this.#kinds.compare(row.cells).differs > 0 ? 'stray_quote' : undefined
  }

  #widthProblem(row: CsvRow): RowProblem | undefined {
    const { width, leastWidth = width, shortRows, extraCells } = this.#shape
    const { length } = row.cells
    const isMendable =
      (length < width && (shortRows === 'pad' || length >= leastWidth)) ||
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
    const { width, leastWidth = width } = this.#shape
    const missing = width - row.cells.length
    if (missing === 0) return row
    if (row.cells.length < leastWidth) this.counts.padded += 1
    if (missing < 0) this.counts.trimmed += 1
    return { ...row, cells: [...row.cells.slice(0, width), ...Array.from({ length: Math.max(0, missing) }, () => '')] }
  }
}

function isBlank(row: CsvRow): boolean {
  return row.problem === undefined && row.cells.every((cell) => cell.trim() === '')
}

function isDamaged(row: CsvRow): boolean {
  return row.problem !== undefined && !HARMLESS.has(row.problem)
}
