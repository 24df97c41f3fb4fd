import type { Locale } from '../../core/locale.ts'
import { findMessage, message } from '../../core/messages.ts'
import type { Evidence } from './evidence.ts'
import type { Proposal, ProposedColumn, Question } from './proposal.ts'

const MANY = 20
const MANY_COLUMNS = 100
const LONGEST_SHOWN = 100

/** A question in words. */
export function questionText({ kind, details }: Question, locale: Locale): string {
  return say(locale, `question.${kind}`, details)
}

/** An answer to choose, a code with its label, a field with its title. */
export function choiceText(question: Question, choice: Question['choices'][number], locale: Locale): string {
  const { kind, details } = question
  const title =
    kind === 'value'
      ? findMessage(locale, 'catalogue', `codes.${details['list']}.${choice.value}`)
      : kind === 'entity'
        ? findMessage(locale, 'catalogue', `entities.${choice.value}`)
        : kind === 'column'
          ? fieldTitle(String(details['entity']), choice.value, locale)
          : undefined
  return title === undefined || title === choice.label ? choice.label : `${choice.label} – ${title}`
}

/** What speaks for an item, in a line; it never holds a value of the file. */
export function evidenceText(evidence: readonly Evidence[], locale: Locale): string {
  return evidence
    .map(({ kind, share, rows, detail }) =>
      say(locale, `evidence.${kind}`, {
        percent: share === undefined ? '' : percentText(share),
        rows: rows ?? '',
        detail: detail === undefined ? '' : (findMessage(locale, 'core', `say.map.detail.${detail}`) ?? detail),
      }),
    )
    .join(say(locale, 'comma'))
}

/** The columns that are not mapped, a line each, the first hundred: why not, and whether they hold personal data. */
export function unmappedTexts(columns: readonly ProposedColumn[], locale: Locale): string[] {
  const unmapped = columns.filter(({ field }) => field === null)
  return firstOf(unmapped, MANY_COLUMNS, (column) => unmappedText(column, locale), locale)
}

function unmappedText({ name, evidence, personal }: ProposedColumn, locale: Locale): string {
  const parts = [
    ...(evidence.length === 0 ? [] : [evidenceText(evidence, locale)]),
    ...(personal === null ? [] : [say(locale, 'personal', { kind: say(locale, `detail.${personal}`) })]),
  ]
  const title = name === '' ? say(locale, 'nameless') : shortened(name)
  return parts.length === 0 ? title : `${title}: ${parts.join(say(locale, 'comma'))}`
}

/** What is open, a line each; of values the first twenty. */
export function openTexts(proposal: Proposal, locale: Locale): string[] {
  return firstOf(proposal.questions, MANY, (question) => questionText(question, locale), locale)
}

function firstOf<Item>(items: readonly Item[], count: number, text: (item: Item) => string, locale: Locale): string[] {
  const more = items.length - count
  const texts = items.slice(0, count).map(text)
  return more > 0 ? [...texts, say(locale, 'more', { more })] : texts
}

function shortened(name: string): string {
  return name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name
}

/** 0.98765 as `98.8 %`; never rounded up to 100. */
export function percentText(share: number): string {
  const percent = Math.floor(share * 1000) / 10
  return `${percent} %`
}

function fieldTitle(entity: string, field: string, locale: Locale): string | undefined {
  return findMessage(locale, 'catalogue', `fields.${entity}.${field}`)
}

function say(locale: Locale, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return message(locale, 'core', `say.map.${key}`, values)
}
