import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { openWorkspace } from '../core/workspace.ts'
import { makeFolder, writeFileAtomically } from '../core/write-file.ts'
import { buildDictionary } from '../dictionary/dictionary.ts'
import { type DictionaryTable, dictionaryTables } from '../dictionary/dictionary-tables.ts'
import { dictionaryHtml, dictionaryMarkdown } from '../dictionary/dictionary-text.ts'
import { type Sheet, textWidth } from '../template/sheet.ts'
import { packWorkbook } from '../template/workbook-package.ts'
import { type CommandContext, type CommandOptions, textOption } from './context.ts'

const WRITERS: Readonly<Record<string, (tables: readonly DictionaryTable[], locale: Locale) => string | Uint8Array>> = {
  html: dictionaryHtml,
  md: dictionaryMarkdown,
  xlsx: (tables, locale) => packWorkbook(dictionarySheets(tables), locale),
}
const WIDEST = 60

/** Writes the data dictionary to --out, else to the workspace's out/; without a workspace there are no source columns. */
export default async function dictionary(
  context: CommandContext,
  _args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const format = textOption(options, 'format') ?? 'html'
  const write = Object.hasOwn(WRITERS, format) ? WRITERS[format] : undefined
  if (write === undefined) {
    throw new HuiyinError('HY-M-003', { option: '--format', got: format, expected: Object.keys(WRITERS).join(', ') })
  }
  const out = textOption(options, 'out')
  const hasWorkspace = existsSync(join(resolve(context.folder), 'huiyin.yaml'))
  const workspace = hasWorkspace || out === undefined ? await openWorkspace(context.folder) : undefined
  const built = await buildDictionary(workspace?.sources ?? [])
  const tables = dictionaryTables(built, context.locale)
  const folder = resolve(out ?? workspace?.paths.out ?? '.')
  await makeFolder(folder)
  const file = join(folder, `dictionary_${context.locale}.${format}`)
  await writeFileAtomically(file, write(tables, context.locale))
  context.answer({
    file,
    format,
    tables: built.tables.length,
    columns: built.tables.reduce((sum, table) => sum + table.columns.length, 0),
    metrics: built.metrics.length,
    rows: Object.fromEntries(tables.map(({ key, rows }) => [key, rows.length])),
  })
  context.say('wrote', { file })
  return 0
}

/** The dictionary's tables as sheets of a workbook, one each. */
export function dictionarySheets(tables: readonly DictionaryTable[]): Sheet[] {
  return tables.map(sheetOf)
}

function sheetOf({ title, headings, rows }: DictionaryTable): Sheet {
  const widths = headings.map((heading, index) =>
    Math.min(WIDEST, Math.max(...[heading, ...rows.map((row) => row[index] ?? '')].map(textWidth)) + 2),
  )
  return {
    name: title,
    columns: widths.map((width) => ({ width, look: 'wrapped' })),
    rows: [
      headings.map((text) => ({ text, look: 'heading' })),
      ...rows.map((row) => row.map((text) => ({ text, look: 'wrapped' as const }))),
    ],
    isFrozen: true,
  }
}
