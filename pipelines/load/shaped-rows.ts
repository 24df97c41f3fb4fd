import type { Source } from '../core/source-schema.ts'
import type { CsvRow } from './csv/csv-row.ts'
import { type ShapeCounts, STRICT_SHAPE, TableShaper } from './csv/shape.ts'
import type { Header } from './header.ts'
import type { RawRow } from './raw-row.ts'

/** The rows behind a header, those that are no records with their problem, and what became of them. */
export interface ShapedRows {
  readonly rows: AsyncGenerator<RawRow>
  /** Complete when all rows were read. */
  readonly counts: ShapeCounts
}

/** Judges the rows of a text file by its header and by `sample`, records of the usual width. */
export function shapedText(
  rows: AsyncIterable<CsvRow>,
  header: Header,
  source: Source,
  sample: readonly (readonly string[])[],
): ShapedRows {
  const width = header.names.length
  return judged(rows, {
    ...shapeOf(header, source),
    width,
    leastWidth: header.width,
    sample: sample.map((cells) => cells.slice(0, width)),
    shortRows: source.short_rows,
    extraCells: source.extra_cells,
  })
}

/** Judges the rows of a sheet: cells that are not there are blank ones. */
export function shapedSheet(rows: AsyncIterable<RawRow>, header: Header, source: Source): ShapedRows {
  const shape = { ...shapeOf(header, source), width: header.width, shortRows: 'pad', extraCells: 'drop_blank' } as const
  return judged(rows as AsyncIterable<CsvRow>, shape)
}

function shapeOf(header: Header, source: Source) {
  const names = source.header === 'none' ? [] : header.row.cells.slice(0, header.names.length)
  return { ...STRICT_SHAPE, names, footers: source.footers, repeatedHeader: source.repeated_header }
}

function judged(rows: AsyncIterable<CsvRow>, shape: ConstructorParameters<typeof TableShaper>[0]): ShapedRows {
  const shaper = new TableShaper(shape)
  async function* given(): AsyncGenerator<RawRow> {
    for await (const row of rows) yield* shaper.push(row)
    yield* shaper.end()
  }
  return { rows: given(), counts: shaper.counts }
}
