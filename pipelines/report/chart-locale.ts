import type { Config } from 'vega-lite'
import type { Locale } from '../core/locale.ts'

type ChartLocale = Required<NonNullable<Config['locale']>>
type TimeLocale = ChartLocale['time']

/** How numbers, months and weekdays are written on axes and labels, for the `locale` of a chart configuration. */
export function chartLocale(locale: Locale): ChartLocale {
  return {
    number: { decimal: '.', thousands: ',', grouping: [3], currency: [locale === 'zh-TW' ? 'NT$' : '¥', ''] },
    time: {
      date: '%Y-%m-%d',
      time: '%H:%M:%S',
      dateTime: '%Y-%m-%d %H:%M:%S',
      periods: [0, 12].map((hour) => dayPeriod(locale, new Date(Date.UTC(2026, 0, 1, hour)))) as TimeLocale['periods'],
      days: weekdays(locale, 'long'),
      shortDays: weekdays(locale, 'short'),
      months: months(locale, 'long'),
      shortMonths: months(locale, 'short'),
    },
  }
}

function weekdays(locale: Locale, weekday: 'long' | 'short'): TimeLocale['days'] {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
  const sunday = Date.UTC(2026, 0, 4)
  return Array.from({ length: 7 }, (_, day) => format.format(sunday + day * 86_400_000)) as TimeLocale['days']
}

function months(locale: Locale, month: 'long' | 'short'): TimeLocale['months'] {
  const format = new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, index) => format.format(Date.UTC(2026, index, 1))) as TimeLocale['months']
}

function dayPeriod(locale: Locale, instant: Date): string {
  const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', hour12: true, timeZone: 'UTC' })
  return format.formatToParts(instant).find((part) => part.type === 'dayPeriod')?.value ?? ''
}
