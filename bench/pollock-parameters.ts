import type { Dialect } from '../pipelines/load/csv/dialect.ts'
import { STRICT_SHAPE, TableShaper } from '../pipelines/load/csv/shape.ts'
import { sniffDialect } from '../pipelines/load/csv/sniff-dialect.ts'
import type { LoadedTable } from './pollock-load.ts'
import { type Parameters, pollutedText, readAll, readParameters, unixLines } from './pollock-tables.ts'

/**
 * Reads one file with what the benchmark gives every system: delimiter, quote, escape, lines ahead of the header, rows
 * of the header, names. A mapping cannot say all of that, so this is the readers and the shaper of the load by themselves.
 */
export async function readWithParameters(folder: string, file: string): Promise<LoadedTable> {
  const parameters = readParameters(folder, file)
  const text = pollutedText(folder, file)
  const { dialect, sample } = sniffDialect(text, declaredDialect(parameters))
  const names = dialect.headerRows > 0 ? parameters.column_names : []
  const behind = readAll(text, dialect).filter((row) => row.line > dialect.preambleRows)
  const shaper = new TableShaper({ ...STRICT_SHAPE, width: names.length || dialect.width, names, sample })
  const shaped = [...behind.slice(dialect.headerRows).flatMap((row) => shaper.push(row)), ...shaper.end()]
  const records = shaped.filter((row) => row.problem === undefined).map((row) => row.cells.map(unixLines))
  return {
    rows: names.length === 0 ? records : [names.map((name) => name.trim()), ...records],
    problems: shaped.filter((row) => row.problem !== undefined),
    findings: [],
    isRefused: false,
  }
}

/** The line end is left to the sniffer: the stored files end their lines with LF where the parameters say CRLF. */
function declaredDialect(parameters: Parameters): Partial<Dialect> {
  const quote = parameters.quotechar === '"' || parameters.quotechar === "'" ? parameters.quotechar : undefined
  return {
    ...(parameters.delimiter === '' ? {} : { delimiter: parameters.delimiter }),
    ...(quote === undefined ? {} : { quote }),
    ...(parameters.escapechar === '\\' ? { escape: '\\' as const } : {}),
    preambleRows: Number(parameters.preamble_lines),
    headerRows: Number(parameters.header_lines),
  }
}
