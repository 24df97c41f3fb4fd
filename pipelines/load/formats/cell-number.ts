import type { CellFormat } from './cell-format.ts'

const DAY_SECONDS = 86_400
const LAST_DAY = 2_958_465
const MS_PER_DAY = DAY_SECONDS * 1000
/** Days from 1970-01-01 back to the day before 1900-01-01, and to 1904-01-01. */
const EPOCH_1900 = -25_568
const EPOCH_1904 = -24_107
/** Excel believes in 1900-02-29; the days before it count one higher than they should. */
const LEAP_BUG_DAY = 60
const EXACT_DIGITS = 15
const LONGEST_EXPONENT = 40

/**
 * A cell's number as text, by its format. Dates are the sheet's wall-clock time to the second: `2026-03-05 14:03:27`,
 * `2026-03-05` at midnight, `14:03:27` without a day; durations are `36:30:00`; `000000` fills whole numbers up with
 * zeros; other numbers have all the digits of the file, without exponent. What lies outside Excel's calendar stays a number.
 */
export function cellNumber(source: string, format: CellFormat, isDate1904: boolean): string {
  if (format.startsWith('00'))
    return numberText(source).replace(/^\d+$/, (digits) => digits.padStart(format.length, '0'))
  if (format !== 'number') {
    const serial = Number(source)
    const seconds = Math.round(serial * DAY_SECONDS)
    if (serial >= 0 && serial < LAST_DAY + 1) {
      return format === 'duration' ? clockText(seconds) : dateText(seconds, isDate1904)
    }
  }
  return numberText(source)
}

/**
 * A number as it stands, without exponent and without zeros behind its fraction: `1.38E+10` is `13800000000`. Digits
 * that are only the noise of binary fractions go: `0.28999999999999998` is `0.29`, the same number to any program.
 */
export function numberText(source: string): string {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(source)
  if (match === null || (match[2] === '' && !match[3])) return source
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const shift = Number(exponent)
  if (Math.abs(shift) > LONGEST_EXPONENT) return source
  const negative = sign === '-' ? '-' : ''
  const exact = negative + shifted(whole, fraction, shift)
  if (!exact.includes('.') || whole.length + fraction.length <= EXACT_DIGITS) return exact
  const shortest = String(Number(source))
  return /^-?\d+(?:\.\d+)?$/.test(shortest) && digitCount(shortest) <= EXACT_DIGITS ? shortest : exact
}

/** `whole.fraction` × 10^`shift`, digit by digit. */
function shifted(whole: string, fraction: string, shift: number): string {
  if (shift === 0 && fraction === '') return whole
  const digits = '0'.repeat(Math.max(0, -shift - whole.length + 1)) + whole + fraction + '0'.repeat(Math.max(0, shift))
  const point = digits.length - Math.max(0, shift) - fraction.length + shift
  const before = digits.slice(0, point)
  const after = digits.slice(point).replace(/0+$/, '')
  const integer = shift === 0 ? before : before.replace(/^0+(?=\d)/, '')
  return after === '' ? integer || '0' : `${integer || '0'}.${after}`
}

function digitCount(text: string): number {
  return text.replaceAll(/\D/g, '').replace(/^0+/, '').length
}

function dateText(seconds: number, isDate1904: boolean): string {
  const day = Math.floor(seconds / DAY_SECONDS)
  const rest = seconds % DAY_SECONDS
  if (day === 0 && !isDate1904) return clockText(rest, 2)
  const date = dayText(day, isDate1904)
  return rest === 0 ? date : `${date} ${clockText(rest, 2)}`
}

function dayText(day: number, isDate1904: boolean): string {
  if (!isDate1904 && day === LEAP_BUG_DAY) return '1900-02-29'
  const bug = !isDate1904 && day > LEAP_BUG_DAY ? 1 : 0
  const days = day - bug + (isDate1904 ? EPOCH_1904 : EPOCH_1900)
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10)
}

/** Seconds as `H:MM:SS`, hours with at least `hourDigits`. */
function clockText(seconds: number, hourDigits = 1): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = String(Math.floor(seconds / 3600)).padStart(hourDigits, '0')
  return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
