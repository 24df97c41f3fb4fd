import type { Locale } from '../core/locale.ts'
import { message } from '../core/messages.ts'
import { codeLabels } from '../metrics/labels.ts'
import { entityTitle, fieldWords } from './field-words.ts'
import type { Cell, Look, Sheet } from './sheet.ts'
import type { TemplateField } from './template-fields.ts'

const STEPS = ['rows', 'required', 'choices', 'dates', 'again', 'save', 'invented']

export interface GuideSheet {
  readonly sheet: Sheet
  /** List of codes → the cells that hold its labels, as a formula: `'Instructions'!$B$40:$B$45`. */
  readonly ranges: ReadonlyMap<string, string>
}

/** The second sheet: how to fill in the first, a table of its columns, and the lists that its drop-downs offer. */
export function guideSheet(template: {
  entity: string
  locale: Locale
  name: string
  fields: readonly TemplateField[]
}): GuideSheet {
  const { entity, locale, name, fields } = template
  const say = (key: string, values: Record<string, string> = {}) =>
    message(locale, 'catalogue', `template.${key}`, values)
  const rows: Cell[][] = [
    row('title', say('heading', { entity: entityTitle(entity, locale) })),
    ...STEPS.map((step, index) => row('plain', `${index + 1}. ${say(`steps.${step}`, { name })}`)),
    [],
    row('heading', ...['title', 'need', 'meaning', 'kind', 'example'].map((column) => say(`columns.${column}`))),
    ...fields.map((field) => {
      const { title, meaning, kind, example } = fieldWords(entity, field, locale)
      return row('wrapped', title, say(`need.${field.isRequired ? 'required' : 'optional'}`), meaning, kind, example)
    }),
    [],
    row('title', say('lists.title')),
    row('heading', say('lists.used_by'), say('lists.value'), say('lists.code')),
  ]
  const sheetName = say('sheet')
  const ranges = new Map<string, string>()
  for (const list of new Set(fields.flatMap((field) => field.list ?? []))) {
    const titles = fields.filter((field) => field.list === list).map((field) => fieldWords(entity, field, locale).title)
    const labels = Object.entries(codeLabels(locale, list))
    ranges.set(list, `'${sheetName}'!$B$${rows.length + 1}:$B$${rows.length + labels.length}`)
    for (const [index, [code, label]] of labels.entries())
      rows.push(row('wrapped', index === 0 ? listed(titles) : '', label, list === 'yes_no' ? '' : code))
  }
  const widths = [26, 20, 64, 24, 34]
  const columns = widths.map((width) => ({ width, look: 'plain' as const }))
  return { sheet: { name: sheetName, columns, rows, isFrozen: false }, ranges }
}

function row(look: Look, ...texts: readonly string[]): Cell[] {
  return texts.map((text) => ({ text, look }))
}

const TITLES_SHOWN = 4

function listed(titles: readonly string[]): string {
  return [...titles.slice(0, TITLES_SHOWN), ...(titles.length > TITLES_SHOWN ? ['…'] : [])].join(', ')
}
