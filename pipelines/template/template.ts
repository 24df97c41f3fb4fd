// sql/1_staging/<entity>.sql ── fields ──┬▶ guide sheet (meaning, lists) ──┐
//                                        ├▶ entry sheet (columns to fill) ─┴▶ workbook
//                                        └▶ source mapping, which loads the workbook once it is filled in
import { HuiyinError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { entrySheet } from './entry-sheet.ts'
import { guideSheet } from './guide-sheet.ts'
import { sourceMapping } from './source-mapping.ts'
import { templateEntities, templateFields } from './template-fields.ts'
import { packWorkbook } from './workbook-package.ts'

export interface Template {
  /** Name of the workbook without its ending, and of the mapping: `improvement-template-zh-CN`. */
  readonly name: string
  /** Bytes of the .xlsx; the same entity and language give the same bytes. */
  readonly workbook: Uint8Array
  /** Text of the YAML that belongs into the workspace's sources/. */
  readonly mapping: string
}

/**
 * The workbook of one entity that a department can fill in, in one language, with the mapping that loads it.
 * Throws HY-C-001 where there is no such entity, naming those that exist.
 */
export function makeTemplate(entity: string, locale: Locale): Template {
  const entities = templateEntities()
  if (!entities.includes(entity)) {
    const reason = `template ${entity}: expected ${entities.join(', ')}`
    throw new HuiyinError('HY-C-001', { reason, usage: 'huiyin template' })
  }
  const name = `${entity}-template-${locale}`
  const fields = templateFields(entity)
  const { sheet: guide, ranges } = guideSheet({ entity, locale, name, fields })
  const entry = entrySheet({ entity, locale, fields, ranges })
  return { name, workbook: packWorkbook([entry, guide], locale), mapping: sourceMapping(entity, locale, name, fields) }
}
