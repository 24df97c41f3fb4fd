import type { Locale } from '../core/locale.ts'
import { message } from '../core/messages.ts'

/** What a mail says of a report; all texts ready in the mail's language. */
export interface ReportSummary {
  readonly locale: Locale
  readonly organisation: string
  readonly title: string
  readonly period: string
  readonly asOf: string
  /** The report's first numbers, one line each. */
  readonly headlines: readonly string[]
}

/** Subject and plain-text body of the mail that carries the files named. */
export function mailText(summary: ReportSummary, files: readonly string[]): { subject: string; text: string } {
  const { locale } = summary
  const values = {
    organisation: oneLine(summary.organisation),
    title: oneLine(summary.title),
    period: oneLine(summary.period),
    as_of: oneLine(summary.asOf),
    files: files.map(oneLine).join(', '),
  }
  const say = (key: string) => message(locale, 'mail', key, values)
  const headlines = summary.headlines.map((line) => `- ${oneLine(line)}`)
  const blocks = [
    [say('heading'), say('period'), say('as_of')],
    headlines.length === 0 ? [] : [say('headlines'), ...headlines],
    files.length === 0 ? [] : [say('attached'), say('attachment')],
    [say('automatic')],
  ]
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return { subject: say('subject'), text: `${text.join('\n\n')}\n` }
}

/** Text without line breaks, control characters and marks that turn the direction of writing. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
}
