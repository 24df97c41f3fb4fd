import { LOCALES, type Locale } from '../../core/locale.ts'
import type { Figure } from '../figure.ts'
import { AUDIT_STEPS, type WrittenParts, type WrittenText } from '../written-schema.ts'
import type { FigureContext } from './figure-context.ts'

/** A text in each language. */
export type InLocales = { readonly zh_cn: string; readonly zh_tw: string; readonly en: string }

export type RecommendationRow = InLocales & {
  readonly about: string
  readonly department: string | null
  readonly due_on: string | null
  /** Number of the finding that it comes from; null where it was written for this report. */
  readonly finding_id: string | null
}

export type StepRow = InLocales & { readonly step: string; readonly done_on: string | null }

/** The recommendations written for the period, in the order of their heads. */
export function recommendationFigure(context: FigureContext): Figure<RecommendationRow> {
  const rows = (context.definition.written?.recommendations ?? [])
    .filter(({ text }) => isWritten(text))
    .map(({ about, text, department, due }) => ({
      about,
      ...inLocales(text),
      department: department ?? null,
      due_on: due ?? null,
      finding_id: null,
    }))
  return context.book.add({ figure: 'recommendations' }, rows, [])
}

/** The five steps of the audit with the day on which each was done. */
export function stepFigure(context: FigureContext): Figure<StepRow> {
  const steps = context.definition.written?.steps ?? {}
  const rows = AUDIT_STEPS.map((step) => ({
    step,
    done_on: steps[step]?.on ?? null,
    ...inLocales(steps[step]?.note ?? ''),
  }))
  return context.book.add({ figure: 'audit_steps' }, rows, [])
}

/** Whether a part says something in every language. */
export function isWritten(text: WrittenText | undefined): text is WrittenText {
  if (text === undefined) return false
  return typeof text === 'string' ? text.trim() !== '' : LOCALES.every((locale) => text[locale].trim() !== '')
}

/** A line break between two Han characters or their punctuation stands for nothing, elsewhere for a blank. */
const BREAK_IN_HAN = /(?<=[\u2e80-\uffef])\s*\n\s*(?=[\u2e80-\uffef])/g

/** The paragraphs of a part in one language; a blank line begins a new one. */
export function paragraphsOf(text: WrittenText | undefined, locale: Locale): string[] {
  if (!isWritten(text)) return []
  const own = typeof text === 'string' ? text : text[locale]
  return own
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .trim()
        .replaceAll(BREAK_IN_HAN, '')
        .replaceAll(/\s*\n\s*/g, ' '),
    )
    .filter((paragraph) => paragraph !== '')
}

/** The parts of an audit report that are still to be written (requirement R233), by name. */
export function partsMissing(
  written: WrittenParts | undefined,
  parts: readonly ('background' | 'findings' | 'follow_up' | 'recommendations' | 'lead' | 'steps')[],
): string[] {
  return parts.filter((part) => {
    if (written === undefined) return true
    if (part === 'lead') return written.lead === undefined || written.lead.name.trim() === ''
    if (part === 'steps') return AUDIT_STEPS.some((step) => written.steps[step]?.on === undefined)
    if (part === 'recommendations') return !written.recommendations.some(({ text }) => isWritten(text))
    return !isWritten(written[part])
  })
}

function inLocales(text: WrittenText): InLocales {
  if (typeof text === 'string') return { zh_cn: text, zh_tw: text, en: text }
  return { zh_cn: text['zh-CN'], zh_tw: text['zh-TW'], en: text.en }
}
