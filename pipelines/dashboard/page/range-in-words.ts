import type { Locale } from '../../core/locale.ts'
import { formatDay } from '../../metrics/format-value.ts'

/** `17–23 Nov 2025`, `2025年11月17日至23日`: what both days share is said once. */
export function rangeInWords(locale: Locale, from: string, to: string): string {
  if (from === to) return formatDay(locale, from)
  if (locale === 'en') {
    const options = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' } as const
    const [first, last] = [from, to].map((day) => new Date(`${day}T00:00:00Z`))
    return new Intl.DateTimeFormat('en-GB', options).formatRange(first ?? 0, last ?? 0)
  }
  const [first, last] = [formatDay(locale, from), formatDay(locale, to)]
  const shared = [/^.*?月/, /^.*?年/].map((part) => part.exec(first)?.[0] ?? '').find((part) => last.startsWith(part))
  return `${first}至${last.slice(shared?.length ?? 0)}`
}
