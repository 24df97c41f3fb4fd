// node bench/pollock.ts [--data FOLDER] [--survey FOLDER] [--verbose]
// files ── our readers, with a sniffed dialect and with the given parameters ──▶ ten measures a file ──▶ bench/pollock.md
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { silentDifferences } from './pollock-account.ts'
import { cleanTable, loadPolluted, type Mode } from './pollock-load.ts'
import { type Measures, measure, NO_SUCCESS } from './pollock-score.ts'

const REPORT = join(import.meta.dirname, 'pollock.md')
const MODES: readonly Mode[] = ['sniffed', 'parameters']
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

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(import.meta.dirname, '../../shared/data/pollock') },
    survey: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
})

const parts = [section('Polluted files', values.data, weightsOf(values.data))]
if (values.survey !== undefined) parts.push(section('Survey sample', values.survey, {}))
const measured = parts.join('\n')
console.log(measured)
const report = readFileSync(REPORT, 'utf8')
writeFileSync(
  REPORT,
  report.replace(/<!-- measured -->[\s\S]*<!-- \/measured -->/, `<!-- measured -->\n${measured}<!-- /measured -->`),
)

function section(title: string, folder: string, weights: Readonly<Record<string, number>>): string {
  const files = readdirSync(join(folder, 'csv')).sort()
  const lines = [`### ${title}: ${files.length} files`, '']
  for (const mode of MODES) {
    const started = performance.now()
    const results = files.map((file) => resultOf(folder, file, mode))
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    lines.push(`With ${mode === 'sniffed' ? 'a sniffed dialect' : 'the given parameters'} (${seconds} s):`, '')
    lines.push(...table(results, weights), '')
    for (const result of results) {
      for (const difference of result.silent) console.log(`SILENT ${mode} ${result.file} ${difference.slice(0, 300)}`)
      if (values.verbose && !result.isClean)
        console.log(mode, result.file, sum(result.measures).toFixed(3), result.problems, result.findings)
    }
  }
  return lines.join('\n')
}

function resultOf(folder: string, file: string, mode: Mode): FileResult {
  const clean = cleanTable(folder, file)
  const loaded = loadPolluted(folder, file, mode)
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
  const weighted =
    Object.keys(weights).length === 0 ? [] : [`**weighted score ${weightedScore(results, weights).toFixed(3)}**`]
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...(families.size > 1 ? [...families].map(([family, members]) => tableRow(family, members)) : []),
    tableRow('**all**', results),
    '',
    [`**simple score ${mean(results, (result) => sum(result.measures)).toFixed(3)}**`, ...weighted].join(', '),
  ]
}

function tableRow(name: string, results: readonly FileResult[]): string {
  const told = results.filter((result) => !result.isClean && result.problems + result.findings.length > 0)
  const cells = [
    name,
    results.length,
    results.filter((result) => result.isClean).length,
    told.length,
    results.filter((result) => result.silent.length > 0).length,
    ...MEASURE_AT.map((at) => mean(results, (result) => result.measures[at] ?? 0).toFixed(4)),
    mean(results, (result) => sum(result.measures)).toFixed(3),
  ]
  return `| ${cells.join(' | ')} |`
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
