// node bench/pollock.ts [--data FOLDER] [--survey FOLDER] [--verbose]
// files ── our readers, with a sniffed dialect and with the given parameters, and DuckDB ──▶ ten measures a file
//       ──▶ bench/pollock.md, between its marks

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { version as duckdbVersion } from '@duckdb/node-api'
import { silentDifferences } from './pollock-account.ts'
import { duckdbLoader } from './pollock-duckdb.ts'
import { type LoadedTable, pollutedLoader } from './pollock-load.ts'
import { readWithParameters } from './pollock-parameters.ts'
import { type Measures, measure, NO_SUCCESS } from './pollock-score.ts'
import { cleanTable } from './pollock-tables.ts'

const REPORT = join(import.meta.dirname, 'pollock.md')
const MEASURES = ['success', 'header F1', 'records F1', 'cells F1'] as const
const MEASURE_AT = [0, 3, 6, 9]

interface FileResult {
  readonly file: string
  readonly measures: Measures
  readonly problems: number
  readonly findings: readonly string[]
  readonly silent: readonly string[]
  readonly isClean: boolean
}

interface Reader {
  readonly title: string
  readonly load: (folder: string, file: string) => LoadedTable | Promise<LoadedTable>
}

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(import.meta.dirname, '../../shared/data/pollock') },
    survey: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
})

await using load = await pollutedLoader()
const ours: readonly Reader[] = [
  { title: 'huiyin load, dialect sniffed', load },
  { title: 'Readers and shaper of the load, given parameters', load: readWithParameters },
]
const theirs: Reader = { title: `DuckDB ${duckdbVersion()}, given parameters`, load: await duckdbLoader() }

const parts = [await section('Polluted files', values.data, [...ours, theirs])]
if (values.survey !== undefined) parts.push(await section('Survey sample', values.survey, ours))
const measured = parts.join('\n')
console.log(measured)
const report = readFileSync(REPORT, 'utf8')
writeFileSync(REPORT, report.replace(/(<!-- measured -->)[\s\S]*(<!-- \/measured -->)/, `$1\n\n${measured}\n$2`))

async function section(title: string, folder: string, readers: readonly Reader[]): Promise<string> {
  const files = readdirSync(join(folder, 'csv')).sort()
  const lines = [`### ${title}: ${files.length} files`, '']
  for (const reader of readers) {
    const started = performance.now()
    const results: FileResult[] = []
    for (const file of files) results.push(await resultOf(folder, file, reader))
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    lines.push(`**${reader.title}** (${seconds} s)`, '', ...table(results, weightsOf(folder)), '')
    if (reader !== theirs) tellDifferences(reader, results)
  }
  return lines.join('\n')
}

function tellDifferences({ title }: Reader, results: readonly FileResult[]): void {
  for (const { file, silent, isClean, measures, problems, findings } of results) {
    for (const difference of silent) console.log(`silent | ${title} | ${file} | ${difference.slice(0, 300)}`)
    if (values.verbose && !isClean) console.log(title, file, sum(measures).toFixed(3), problems, findings)
  }
}

async function resultOf(folder: string, file: string, reader: Reader): Promise<FileResult> {
  const clean = cleanTable(folder, file)
  const loaded = await reader.load(folder, file)
  return {
    file,
    measures: loaded.isRefused ? NO_SUCCESS : measure(clean, loaded.rows),
    problems: loaded.problems.length,
    findings: loaded.findings,
    silent: silentDifferences(clean, loaded),
    isClean: JSON.stringify(clean) === JSON.stringify(loaded.rows),
  }
}

function table(results: readonly FileResult[], weights: Readonly<Record<string, number>>): string[] {
  const families = Map.groupBy(results, ({ file }) => familyOf(file))
  const head = ['family', 'files', 'clean table', 'with problem rows or a finding', 'silent', ...MEASURES, 'score']
  const members = families.size > 1 ? [...families].map(([family, files]) => tableRow(family, files)) : []
  const weighted = results.every(({ file }) => weights[file] === undefined)
    ? []
    : [`**weighted score ${weightedScore(results, weights).toFixed(3)}**`]
  return [
    ...alignedRows([head, ...members, tableRow('**all**', results)]),
    '',
    [`**simple score ${mean(results, (result) => sum(result.measures)).toFixed(3)}**`, ...weighted].join(', '),
  ]
}

function tableRow(name: string, results: readonly FileResult[]): string[] {
  const told = results.filter((result) => !result.isClean && result.problems + result.findings.length > 0)
  return [
    name,
    String(results.length),
    String(results.filter((result) => result.isClean).length),
    String(told.length),
    String(results.filter((result) => result.silent.length > 0).length),
    ...MEASURE_AT.map((at) => mean(results, (result) => result.measures[at] ?? 0).toFixed(4)),
    mean(results, (result) => sum(result.measures)).toFixed(3),
  ]
}

/** Rows of a Markdown table, its columns padded as the formatter wants them. */
function alignedRows(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const rule = widths.map((width) => '-'.repeat(width))
  return [rows[0] ?? [], rule, ...rows.slice(1)].map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  )
}

function weightedScore(results: readonly FileResult[], weights: Readonly<Record<string, number>>): number {
  const total = results.reduce((all, { file }) => all + (weights[file] ?? 0), 0)
  return results.reduce((all, { file, measures }) => all + (sum(measures) * (weights[file] ?? 0)) / total, 0)
}

function weightsOf(folder: string): Record<string, number> {
  const path = [join(folder, 'pollock_weights.json'), join(folder, '../pollock_weights.json')].find(existsSync)
  return path === undefined ? {} : (JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>)
}

function familyOf(file: string): string {
  return /^(row_[a-z_]*[a-z])/.exec(file)?.[1] ?? (/^(file_|source)/.test(file) ? 'file level' : 'survey')
}

function mean(results: readonly FileResult[], value: (result: FileResult) => number): number {
  return results.reduce((total, result) => total + value(result), 0) / results.length
}

function sum(measures: Measures): number {
  return measures.reduce((total, value) => total + value, 0)
}
