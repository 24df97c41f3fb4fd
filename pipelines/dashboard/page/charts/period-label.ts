import type { Locale } from '../../../core/locale.ts'
import type { PeriodUnit } from '../../../metrics/periods.ts'

/** One line, or two where a year begins. */
export type AxisLabel = string | readonly string[]

/** A period's place on an axis, in few characters: `17 Nov`, `11/17`, `11月`, `Q3`; the year where it is new. */
export function axisLabel(locale: Locale, unit: PeriodUnit, start: string, withYear: boolean): AxisLabel {
  const date = new Date(`${start}T00:00:00Z`)
  const year = locale === 'en' ? start.slice(0, 4) : `${start.slice(0, 4)}年`
  if (unit === 'year') return start.slice(0, 4)
  const text = unit === 'quarter' ? `Q${Math.floor(date.getUTCMonth() / 3) + 1}` : short(locale, unit, date)
  return withYear ? [text, year] : text
}

/**
 * Labels for as many of the periods as fit: every k-th, the year under the first of each year.
 * @param width pixels of the axis
 */
export function axisLabels(
  locale: Locale,
  unit: PeriodUnit,
  starts: readonly string[],
  width: number,
): Record<string, AxisLabel> {
  const fitting = Math.max(1, Math.floor(width / 52))
  const step = Math.max(1, Math.ceil(starts.length / fitting))
  const labels: Record<string, AxisLabel> = {}
  let year = ''
  for (let index = 0; index < starts.length; index += step) {
    const start = starts[index] ?? ''
    labels[start] = axisLabel(locale, unit, start, start.slice(0, 4) !== year)
    year = start.slice(0, 4)
  }
  return labels
}

function short(locale: Locale, unit: PeriodUnit, date: Date): string {
  const language = locale === 'en' ? 'en-GB' : locale
  const options: Intl.DateTimeFormatOptions =
    unit === 'month'
      ? { month: 'short', timeZone: 'UTC' }
      : { month: locale === 'en' ? 'short' : 'numeric', day: 'numeric', timeZone: 'UTC' }
  return new Intl.DateTimeFormat(language, options).format(date)
}
