import { stringify } from 'yaml'
import type { Locale } from '../core/locale.ts'
import { entityTitle, fieldTitle } from './field-words.ts'
import type { TemplateField } from './template-fields.ts'

/** Dates that people type into cells as text. */
const DATES = ['%Y年%m月%d日 %H:%M', '%Y年%m月%d日', '%Y.%m.%d']

/**
 * The source mapping of a template as YAML: files whose name begins with the template's, its headings as the columns.
 * Columns that the department does not need may be deleted from the workbook.
 */
export function sourceMapping(entity: string, locale: Locale, name: string, fields: readonly TemplateField[]): string {
  const mapping = {
    source: name.toLowerCase(),
    entity,
    files: [`${name}*.xlsx`],
    sheet: entityTitle(entity, locale),
    dates: DATES,
    contract: { missing_columns: 'warn' },
    columns: Object.fromEntries(fields.map((field) => [field.name, fieldTitle(entity, field.name, locale)])),
  }
  return `# Filled-in templates of: huiyin template ${entity} --lang ${locale}\n${stringify(mapping, { lineWidth: 0 })}`
}
