/** The order of year, month and day, where a date's text leaves it open. */
export type DateOrder = 'mdy' | 'dmy' | 'ymd'

export interface DateFormat {
  /** As `dates` of a mapping takes it: strptime's, or one for numbers. */
  readonly format: string
  readonly order: DateOrder
}

/** A way of writing an instant, and the formats that it can be read by: several where its order is open. */
export interface DateShape {
  readonly pattern: RegExp
  readonly formats: readonly DateFormat[]
}

const DAYS: readonly (readonly [pattern: string, ...formats: string[]])[] = [
  ...['/', '-', '.'].flatMap((mark): [string, ...string[]][] => {
    const between = `\\${mark}`
    const joined = (...parts: string[]) => parts.join(mark)
    return [
      [`\\d{1,2}${between}\\d{1,2}${between}\\d{4}`, joined('%m', '%d', '%Y'), joined('%d', '%m', '%Y')],
      [
        `\\d{1,2}${between}\\d{1,2}${between}\\d{2}`,
        joined('%m', '%d', '%y'),
        joined('%d', '%m', '%y'),
        joined('%y', '%m', '%d'),
      ],
      [`\\d{4}${between}\\d{1,2}${between}\\d{1,2}`, joined('%Y', '%m', '%d')],
      [`\\d{3}${between}\\d{1,2}${between}\\d{1,2}`, joined('%Ey', '%m', '%d')],
      [`\\d{1,2}${between}[A-Za-z]{3}${between}\\d{4}`, joined('%d', '%b', '%Y')],
      [`\\d{1,2}${between}[A-Za-z]{3}${between}\\d{2}`, joined('%d', '%b', '%y')],
    ]
  }),
  ['\\d{8}', '%Y%m%d'],
  ['\\d{7}', '%Ey%m%d'],
  ['\\d{4}年\\d{1,2}月\\d{1,2}日', '%Y年%m月%d日'],
  ['(?:民[国國])?\\d{3}年\\d{1,2}月\\d{1,2}日', '%Ey年%m月%d日'],
  ['\\d{1,2} [A-Za-z]{3} \\d{4}', '%d %b %Y'],
  ['\\d{1,2} [A-Za-z]{4,9} \\d{4}', '%d %B %Y'],
  ['[A-Za-z]{3} \\d{1,2}, \\d{4}', '%b %d, %Y'],
  ['[A-Za-z]{4,9} \\d{1,2}, \\d{4}', '%B %d, %Y'],
]
/** Ways of writing a time of day. */
export const CLOCKS: readonly (readonly [pattern: string, format: string])[] = [
  ['\\d{1,2}:\\d{2}', '%H:%M'],
  ['\\d{1,2}:\\d{2}:\\d{2}', '%H:%M:%S'],
  ['\\d{1,2}:\\d{2} ?[AaPp][Mm]', '%I:%M %p'],
  ['\\d{1,2}:\\d{2}:\\d{2} ?[AaPp][Mm]', '%I:%M:%S %p'],
  ...['时', '時'].flatMap((hour): [string, string][] => [
    [`\\d{1,2}${hour}\\d{1,2}分`, `%H${hour}%M分`],
    [`\\d{1,2}${hour}\\d{1,2}分\\d{1,2}秒`, `%H${hour}%M分%S秒`],
  ]),
  ...['', ' '].flatMap((gap): [string, string][] => [
    [`[上下]午${gap}\\d{1,2}:\\d{2}`, `%p${gap}%I:%M`],
    [`[上下]午${gap}\\d{1,2}:\\d{2}:\\d{2}`, `%p${gap}%I:%M:%S`],
  ]),
  ['\\d{1,2}:\\d{2}:\\d{2}\\.\\d{1,6}', '%H:%M:%S.%f'],
]
const TIMES: readonly (readonly [pattern: string, format: string])[] = [
  ['', ''],
  ...[' ', ', ', 'T', ''].flatMap((gap) =>
    CLOCKS.map(([pattern, format]) => [`${gap}${pattern}`, `${gap}${format}`] as const),
  ),
  ['\\d{6}', '%H%M%S'],
  [' \\d{6}', ' %H%M%S'],
]

/** All ways of writing an instant that a mapping can name a format for. */
export const DATE_SHAPES: readonly DateShape[] = [
  { pattern: /^\d{10}(?:\d{3})?(?:\.\d+)?$/, formats: [{ format: 'epoch', order: 'ymd' }] },
  { pattern: /^\d{5}(?:\.\d+)?$/, formats: [{ format: 'excel_serial', order: 'ymd' }] },
  ...DAYS.flatMap(([day, ...formats]) =>
    TIMES.map(([time, clock]) => ({
      pattern: new RegExp(`^${day}${time}$`),
      formats: formats.map((format) => ({ format: `${format}${clock}`, order: orderOf(format) })),
    })),
  ),
]

/** A year that an export can hold, as SQL; day numbers and two-digit years that are read wrongly lie outside. */
export const PLAUSIBLE_YEAR = 'between 1970 and 2100'

/** A year that a plain number can mean, as SQL: the smaller a number, the likelier it is none. */
export const NUMBERED_YEAR = 'between 2010 and 2100'

/** Names of columns whose plain numbers may be instants; those of others are keys, telephones and postcodes. */
export const DATED_NAME = /date|time|stamp|[日时時]|(?:_at|At|_on|ed)$/i

/** How all of them begin: to pass over other texts cheaply. */
export const DATE_LIKE =
  /^(?:(?:民[国國])?\d{1,4}[-/.年]\d{1,2}\D|\d{7,8}|\d{5}(?:\.|$)|\d{1,2}[-/. ][A-Za-z]{3}|[A-Za-z]{3,9} \d{1,2}, )/

function orderOf(format: string): DateOrder {
  const [first] = /%[A-Za-z]/.exec(format) ?? ['']
  if (first === '%d') return 'dmy'
  return first === '%y' || first === '%Y' || first === '%E' ? 'ymd' : 'mdy'
}
