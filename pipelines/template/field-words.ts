import type { Locale } from '../core/locale.ts'
import { findMessage, message } from '../core/messages.ts'
import { codeLabels } from '../metrics/labels.ts'
import type { TemplateField } from './template-fields.ts'

/** Everything that a template says of one field, in one language. */
export interface FieldWords {
  /** Heading of the column. */
  readonly title: string
  readonly meaning: string
  /** What to write: text, a date, one of a list. */
  readonly kind: string
  /** An invented value; empty where the kind says enough. */
  readonly example: string
}

const EXAMPLES: Readonly<Record<string, string>> = {
  date: '2026-03-05',
  instant: '2026-03-05 14:30',
  whole: '3',
  decimal: '12.5',
}

export function fieldWords(entity: string, field: TemplateField, locale: Locale): FieldWords {
  const [label] = field.list === undefined ? [] : Object.values(codeLabels(locale, field.list))
  return {
    title: fieldTitle(entity, field.name, locale),
    meaning: message(locale, 'catalogue', `template.meanings.${entity}.${field.name}`),
    kind: message(locale, 'catalogue', `template.kinds.${field.kind}`),
    example:
      label ??
      findMessage(locale, 'catalogue', `template.examples.${entity}.${field.name}`) ??
      EXAMPLES[field.kind] ??
      '',
  }
}

export function fieldTitle(entity: string, name: string, locale: Locale): string {
  return message(locale, 'catalogue', `fields.${entity}.${name}`)
}

/** The entity's title, which is also the name of its sheet. */
export function entityTitle(entity: string, locale: Locale): string {
  return message(locale, 'catalogue', `entities.${entity}`)
}
