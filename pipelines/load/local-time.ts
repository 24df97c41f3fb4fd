import { literal } from '../warehouse/query.ts'
import { isNumberedTime, numberedTime } from './numbered-time.ts'

const ERA = '%Ey'
const ISO = '%Y-%m-%d %H:%M:%S'

/**
 * SQL that reads the text `value` as a wall-clock time by strptime formats, and by ISO 8601 and its variants; null where
 * none fits. Beyond what DuckDB knows, `%p` also stands for 上午 and 下午, and `%Ey` for a year of the Republic of China
 * (民國115年 is 2026), whose 29 February is that of the common year; `excel_serial` and `epoch` read numbers, the latter
 * as a wall-clock time of `timezone`. Calls the macro width_folded.
 */
export function localTime(formats: readonly string[], timezone: string): string {
  const folded = 'width_folded(value)'
  const halves = `replace(replace(${folded}, '上午', 'AM'), '下午', 'PM')`
  const eras = formats.filter((format) => format.includes(ERA))
  const plain = [...formats.filter((format) => !format.includes(ERA) && !isNumberedTime(format)), ISO]
  const halved = plain.filter((format) => format.includes('%p'))
  return `coalesce(${[
    // Before the others: to them 115-08-01 is a day of the year 115.
    ...(eras.length === 0 ? [] : [read(commonEra(halves), eras.map(withCommonYear))]),
    // The common form first; the dearer ways only for texts that do not have it.
    read('value', plain),
    read(folded, plain),
    ...(halved.length === 0 ? [] : [read(halves, halved)]),
    ...formats.filter(isNumberedTime).map((format) => numberedTime(format, folded, timezone)),
    // A year has four digits: DuckDB would take 03/04/26 for a day of the year 3.
    `case when regexp_matches(${folded}, '^[0-9]{4}[-/ ]') then try_cast(${folded} as timestamp) end`,
  ].join(', ')})`
}

function read(text: string, formats: readonly string[]): string {
  return `try_strptime(${text}, [${formats.map(literal).join(', ')}])`
}

/** A text that begins with a year of the Republic, alone or behind 民國, with its common year: null for others. */
function commonEra(text: string): string {
  const year = `try_cast(regexp_extract(${text}, '^(?:民[国國])? ?([0-9]{2,3})', 1) as integer) + 1911`
  const rest = `regexp_replace(${text}, '^(?:民[国國])? ?[0-9]{2,3}', '')`
  const isEra = `regexp_matches(${text}, '^(?:民[国國])? ?(?:[0-9]{2,3} ?[-/.年]|[0-9]{7}(?:[^0-9]|$))')`
  return `case when ${isEra} then (${year}) || ${rest} end`
}

function withCommonYear(format: string): string {
  return format.replace(/^.*?%Ey/, '%Y')
}
