import type { Dialect } from './dialect.ts'

const NAMES: Readonly<Record<string, string>> = {
  '\t': 'tab',
  ' ': 'blank',
  ', ': 'comma and blank',
  '; ': 'semicolon and blank',
  '\u0001': 'U+0001',
  '\u001f': 'U+001F',
  '\r\n': 'CRLF',
  '\n': 'LF',
  '\r': 'CR',
}

interface Findings {
  readonly dialect: Dialect
  readonly sure: boolean
  readonly score: number
  readonly runnerUp: { readonly delimiter: string; readonly score: number } | null
  readonly sampledRecords: number
  readonly oddRecords: number
  readonly brokenRecords: number
  readonly declared: readonly (keyof Dialect)[]
}

/** What was chosen and why, as one English sentence. */
export function dialectEvidence(found: Findings): string {
  const { dialect, sampledRecords, oddRecords, brokenRecords, declared } = found
  const marked = (key: keyof Dialect, text: string) => (declared.includes(key) ? `${text} (declared)` : text)
  const parts = [
    marked('delimiter', `delimiter ${named(dialect.delimiter)}`),
    marked('quote', dialect.quote === null ? 'no quotes' : `quote ${dialect.quote}`),
    marked('escape', escapeText(dialect)),
    marked('lineEnd', `line end ${named(dialect.lineEnd)}`),
    marked('preambleRows', `${dialect.preambleRows} lines ahead of the header`),
    marked('headerRows', `${dialect.headerRows} header rows`),
  ]
  const even = sampledRecords - oddRecords - brokenRecords
  const next = found.runnerUp === null ? 'no other delimiter' : `next best ${named(found.runnerUp.delimiter)}`
  const rival = found.runnerUp === null ? '' : ` ${found.runnerUp.score.toFixed(2)}`
  const broken = brokenRecords === 0 ? '' : `, ${brokenRecords} with broken quotes`
  return `${found.sure ? '' : 'unsure: '}${parts.join(', ')}: ${even} of ${sampledRecords} sampled records have ${
    dialect.width
  } cells${broken}; score ${found.score.toFixed(2)}, ${next}${rival}`
}

function escapeText(dialect: Dialect): string {
  if (dialect.quote === null || dialect.escape === null) return 'no escape'
  return dialect.escape === '\\' ? 'backslash escapes' : 'doubled quotes'
}

function named(mark: string): string {
  return NAMES[mark] ?? mark
}
