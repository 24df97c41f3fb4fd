import { HuiyinError } from '../core/errors.ts'
import type { Source } from '../core/source-schema.ts'
import { listSheets, readSheet, type SheetRow } from './formats/read-sheet.ts'
import { findHeader, type Header } from './header.ts'

const FIRST_ROWS = 30

/** The sheets of a workbook that are read, and what the ledger has to say about them. */
export interface ChosenSheets {
  readonly rows: AsyncGenerator<SheetRow>
  /** Complete when all rows were read. */
  readonly notes: readonly string[]
}

/**
 * The sheet that the mapping names; where it names none, the first visible one in which its columns stand, and every
 * other with the same header (a sheet a month), one after the other. It is said what other visible sheets there are,
 * which are not loaded, and how many formulas have no result.
 */
export async function chosenSheets(path: string, source: Source, required: readonly string[]): Promise<ChosenSheets> {
  let missing = 0
  const found = await rowsAndNotes(path, source, required, () => {
    missing += 1
  })
  return {
    rows: found.rows,
    get notes() {
      return missing === 0 ? found.notes : [...found.notes, `formulas_without_result=${missing}`]
    },
  }
}

async function rowsAndNotes(
  path: string,
  source: Source,
  required: readonly string[],
  onMissingResult: () => void,
): Promise<ChosenSheets> {
  const { sheet } = source
  if (sheet !== undefined) return { rows: readSheet(path, { sheets: { name: sheet }, onMissingResult }), notes: [] }
  const visible = (await listSheets(path)).filter(({ visibility }) => visibility === 'visible')
  const filled = visible.length < 2 ? new Map<string, SheetRow[]>() : await firstRows(path)
  const headers = new Map([...filled].map(([name, rows]) => [name, headerIn(rows, source, path, required)]))
  const main = [...headers.values()].find((header) => header !== undefined)
  if (main === undefined) return { rows: readSheet(path, { onMissingResult }), notes: [] }
  const names = JSON.stringify(main.names)
  const alike = [...headers].filter(([, header]) => JSON.stringify(header?.names) === names).map(([name]) => name)
  const others = [...headers.keys()].filter((name) => !alike.includes(name))
  const behind = new Map(alike.map((name, place) => [name, place === 0 ? 0 : (headers.get(name)?.row.line ?? 0)]))
  return {
    rows: rowsBehind(path, behind, onMissingResult),
    notes: [
      ...(alike.length < 2 ? [] : [`sheets=${alike.join(', ')}`]),
      ...(others.length === 0 ? [] : [`other_sheets=${others.join(', ')}`]),
    ],
  }
}

/** The rows of sheets from behind a line on, numbered throughout: of all but the first the header is left out. */
async function* rowsBehind(
  path: string,
  lines: ReadonlyMap<string, number>,
  onMissingResult: () => void,
): AsyncGenerator<SheetRow> {
  for await (const row of readSheet(path, { sheets: { names: [...lines.keys()] }, onMissingResult })) {
    if (row.line > (lines.get(row.sheet) ?? 0)) yield row
  }
}

async function firstRows(path: string): Promise<Map<string, SheetRow[]>> {
  const rows = new Map<string, SheetRow[]>()
  for await (const row of readSheet(path, { sheets: 'all visible', rowsPerSheet: FIRST_ROWS })) {
    rows.set(row.sheet, [...(rows.get(row.sheet) ?? []), row])
  }
  return rows
}

function headerIn(
  rows: readonly SheetRow[],
  source: Source,
  path: string,
  required: readonly string[],
): Header | undefined {
  try {
    return findHeader(rows, source, path, required)
  } catch (error) {
    if (error instanceof HuiyinError) return undefined
    throw error
  }
}
