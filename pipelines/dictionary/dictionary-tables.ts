import type { Locale } from '../core/locale.ts'
import { findMessage, message, messageTree } from '../core/messages.ts'
import { codeLabels, metricTitle } from '../metrics/labels.ts'
import type { SqlFile } from '../warehouse/sql-file.ts'
import type { Dictionary, DictionaryMetric } from './dictionary.ts'

/** One table of the dictionary as plain text, for every format. */
export interface DictionaryTable {
  /** Names the sheet, and the place to jump to. */
  readonly key: string
  readonly title: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The dictionary in one language: tables, columns, metrics, their lineage, and codes. */
export function dictionaryTables({ tables, metrics }: Dictionary, locale: Locale): DictionaryTable[] {
  const of = (key: string, columns: readonly string[], rows: readonly (readonly string[])[]): DictionaryTable => ({
    key,
    title: message(locale, 'norms', `dictionary.${key}`),
    headings: columns.map((column) => message(locale, 'norms', `dictionary.headings.${column}`)),
    rows,
  })
  return [
    of('tables', ['table', 'meaning', 'grain', 'columns'], tables.map(tableRow)),
    of(
      'columns',
      ['table', 'column', 'title', 'type', 'role', 'privacy', 'meaning'],
      tables.flatMap((table) => columnRows(table, locale)),
    ),
    of(
      'metrics',
      ['metric', 'title', 'definition', 'kind', 'unit', 'target', 'smallest_n', 'requirements', 'formula', 'reports'],
      metrics.map((metric) => metricRow(metric, locale)),
    ),
    of('lineage', ['metric', 'fact', 'staged', 'exported', 'reports'], metrics.flatMap(lineageRows)),
    of('codes', ['list', 'code', 'zh-CN', 'zh-TW', 'en'], codeRows()),
  ]
}

function tableRow({ name, summary, grain, columns }: SqlFile): string[] {
  return [name, summary, grain, String(columns.length)]
}

function columnRows({ name: table, columns }: SqlFile, locale: Locale): string[][] {
  const entity = table.replace(/^\w+\./, '')
  return columns.map(({ name, type, role, privacy, meaning }) => {
    const title =
      findMessage(locale, 'catalogue', `fields.${entity}.${name}`) ??
      findMessage(locale, 'catalogue', `dimensions.${name}`) ??
      ''
    const said = findMessage(locale, 'catalogue', `template.meanings.${entity}.${name}`) ?? meaning
    return [table, name, title, type, role, privacy, said]
  })
}

function metricRow({ definition, formula, reports }: DictionaryMetric, locale: Locale): string[] {
  const { metric, kind, unit, target, smallest_n: smallest, requirements } = definition
  return [
    metric,
    metricTitle(locale, metric),
    findMessage(locale, 'catalogue', `metrics.${metric}.definition`) ?? '',
    kind,
    unit,
    target === undefined ? '' : `${target.comparator} ${target.value}`,
    String(smallest),
    requirements.join(' '),
    formula.join('\n'),
    reports.join(' '),
  ]
}

function lineageRows({ definition: { metric }, lineage, reports }: DictionaryMetric): string[][] {
  return lineage.map(({ fact, staged, exported }) => [
    metric,
    fact,
    staged.join('\n'),
    exported.join('\n'),
    reports.join(' '),
  ])
}

function codeRows(): string[][] {
  return Object.keys(messageTree('en', 'catalogue')['codes'] ?? {}).flatMap((list) =>
    Object.entries(codeLabels('zh-CN', list)).map(([code, label]) => [
      list,
      code,
      label,
      codeLabels('zh-TW', list)[code] ?? '',
      codeLabels('en', list)[code] ?? '',
    ]),
  )
}
