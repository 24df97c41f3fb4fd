import type { Config } from 'vega-lite'
import type { Locale } from '../core/locale.ts'

type ChartLocale = Required<NonNullable<Config['locale']>>
const YEAR_MONTH_DAY = { date: '%Y-%m-%d', time: '%H:%M:%S', dateTime: '%Y-%m-%d %H:%M:%S' }

/** How numbers, months and weekdays are written on axes and labels, for the `locale` of a chart configuration. */
export function chartLocale(locale: Locale): ChartLocale {
  const currency: Record<Locale, [string, string]> = { 'zh-CN': ['¥', ''], 'zh-TW': ['NT$', ''], en: ['¥', ''] }
  return {
    number: { decimal: '.', thousands: ',', grouping: [3], currency: currency[locale] },
    time: locale === 'en' ? ENGLISH : chinese(locale),
  }
}

const ENGLISH: ChartLocale['time'] = {
  ...YEAR_MONTH_DAY,
  periods: ['AM', 'PM'],
  days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  shortDays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  shortMonths: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
}

function chinese(locale: Locale): ChartLocale['time'] {
  const week = locale === 'zh-TW' ? '週' : '周'
  return {
    ...YEAR_MONTH_DAY,
    periods: ['上午', '下午'],
    days: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
    shortDays: eachOf('日一二三四五六', (day) => week + day) as ChartLocale['time']['shortDays'],
  }
}
