import type { Locale } from '../core/locale.ts'
import { message } from '../core/messages.ts'
import { codeLabels } from '../metrics/labels.ts'
import { entityTitle, type FieldWords, fieldWords } from './field-words.ts'
import { type Column, type Look, type Rule, type Sheet, textWidth } from './sheet.ts'
import type { FieldKind, TemplateField } from './template-fields.ts'

/** Excel's number of 1990-01-01: earlier days are slips of the pen. */
const EARLIEST_DAY = '32874'
const LOOKS: Partial<Record<FieldKind, Look>> = { text: 'text', date: 'date', instant: 'instant' }
const WIDTHS: Partial<Record<FieldKind, number>> = { text: 20, date: 13, instant: 18 }
const WIDEST = 30

/** The sheet to fill in: a heading with a note a field, and what may be written below it. It has no rows yet. */
export function entrySheet(template: {
  entity: string
  locale: Locale
  fields: readonly TemplateField[]
  /** As `guideSheet` gives them. */
  ranges: ReadonlyMap<string, string>
}): Sheet {
  const { entity, locale, fields, ranges } = template
  const described = fields.map((field) => ({ field, words: fieldWords(entity, field, locale) }))
  return {
    name: entityTitle(entity, locale),
    columns: described.map(({ field, words }) => columnOf(field, words, locale, ranges.get(field.list ?? ''))),
    rows: [
      described.map(({ field, words }) => ({ text: words.title, look: field.isRequired ? 'required' : 'optional' })),
    ],
    isFrozen: true,
  }
}

function columnOf(field: TemplateField, words: FieldWords, locale: Locale, range: string | undefined): Column {
  const choices = field.list === undefined ? [] : Object.values(codeLabels(locale, field.list))
  const widest = Math.max(WIDTHS[field.kind] ?? 10, ...[words.title, ...choices].map((text) => textWidth(text) + 3))
  const rule = ruleOf(field, locale, range)
  return {
    width: Math.min(widest, WIDEST),
    look: LOOKS[field.kind] ?? 'plain',
    note: noteText(field, words, locale),
    ...(rule === undefined ? {} : { rule }),
  }
}

function noteText(field: TemplateField, { meaning, kind, example }: FieldWords, locale: Locale): string {
  const say = (key: string, values = {}) => message(locale, 'catalogue', `template.note.${key}`, values)
  return [
    meaning,
    say('kind', { kind }),
    ...(example === '' ? [] : [say('example', { example })]),
    ...(field.isRequired ? [say('required')] : []),
  ].join('\n')
}

function ruleOf(field: TemplateField, locale: Locale, range: string | undefined): Rule | undefined {
  const say = (key: string, values = {}) => message(locale, 'catalogue', `template.${key}`, values)
  const { yes = '', no = '' } = codeLabels(locale, 'yes_no')
  const refusal = {
    title: say('refused.title'),
    text: field.kind === 'text' ? '' : say(`refused.${field.kind}`, { sheet: say('sheet'), yes, no }),
  }
  switch (field.kind) {
    case 'code':
    case 'flag':
      return { type: 'list', from: range ?? '', refusal }
    case 'whole':
      return { type: 'whole', from: '0', refusal }
    case 'score':
      return { type: 'whole', from: '0', to: '10', refusal }
    case 'decimal':
      return { type: 'decimal', from: '-1000000000', refusal }
    case 'date':
    case 'instant':
      return { type: 'date', from: EARLIEST_DAY, refusal }
    default:
      return undefined
  }
}
