import codes from '../../sql/codes.json' with { type: 'json' }
import { LOCALES } from '../core/locale.ts'
import { findMessage } from '../core/messages.ts'
import type { Source } from '../core/source-schema.ts'
import { literal } from '../warehouse/query.ts'
import { localTime } from './local-time.ts'

const FULL_WIDTH =
  '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ：／－．，（）　'
const HALF_WIDTH = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:/-.,() '
const TRUE_WORDS = ['是', '有', 'y', 'yes', 'true', 't', '1', '成功', '已送达', '已送達', 'success', 'delivered']
const FALSE_WORDS = ['否', '无', '無', 'n', 'no', 'false', 'f', '0', '失败', '失敗', '未送达', '未送達', 'failed']

/** What tells a time of day beside a day: a clock's marks, or digits beyond a day's; behind a spreadsheet's day, a fraction. */
const TIME_OF_DAY = '[:时時點点]|[0-9] ?[AaPp][Mm]|[0-9]{8}[ T]?[0-9]{4}|^[0-9]{9,10}$|^[0-9]{5}[.]0*[1-9]'

const CALLS = /\b(width_folded|word_folded|has_offset|is_date_only|item_scale|as_[a-z]+|code_of_[a-z_]+)\(/g

/**
 * The macros that staging files use, made for one source: its date formats, its zone, and the canonical codes by all
 * their labels. They turn text into a type or into null; a null from a text that was there is a finding of the loader.
 * Each list of codes is a macro of its own, made where it is named: one for all would be bound with all labels at each
 * call. Their names end in `ending`, by which those of several sources stand side by side.
 */
export function stagingMacros(
  source: Source,
  timezone: string,
  lists: Iterable<string> = Object.keys(codes),
  ending = '',
): string[] {
  const truths = sqlMap([
    ...TRUE_WORDS.map((word) => [word, 'true'] as const),
    ...FALSE_WORDS.map((word) => [word, 'false'] as const),
  ])
  return [
    `width_folded(value) as trim(translate(value, ${literal(FULL_WIDTH)}, ${literal(HALF_WIDTH)}))`,
    `word_folded(value) as lower(replace(width_folded(value), ' ', ''))`,
    `has_offset(value) as regexp_matches(value, ':\\d{2}.*(Z|[+-]\\d{2}(:?\\d{2})?)$')`,
    `as_local(value) as ${localTime(source.dates, timezone)}`,
    `as_instant(value) as ${plainInstant(source, timezone)}`,
    // A case, since DuckDB works out both sides of an `and`; null where there is no value.
    `is_date_only(value) as case when contains(value, ':') then false else not regexp_matches(width_folded(value), ${literal(TIME_OF_DAY)}) end`,
    // DuckDB would round 4.5 to 5; only whole numbers are whole numbers.
    `as_integer(value) as coalesce(case when regexp_full_match(value::varchar, '[0-9]{1,9}') then try_cast(value as integer) end, case when regexp_full_match(width_folded(value::varchar), '[+-]?[0-9]+([.]0*)?') then try_cast(try_cast(width_folded(value::varchar) as decimal(18, 3)) as integer) end)`,
    `as_amount(value) as coalesce(try_cast(value as decimal(18, 2)), try_cast(replace(regexp_replace(width_folded(value), '^[¥￥$€]', ''), ',', '') as decimal(18, 2)))`,
    `as_score(value, low, high) as case when as_integer(value) between low and high then as_integer(value) end`,
    // A scale that is declared but not readable is none: the other question's must not stand in for it.
    `item_scale(own, overall) as case when own is null then as_integer(overall) else as_integer(own) end`,
    // A map, since DuckDB makes a join of each `in` with more than a few words.
    `as_boolean(value) as coalesce(${truths}[value], ${truths}[word_folded(value)])`,
    ...Array.from(lists, (list) => `code_of_${list}(value) as case when value is not null then ${codeSql(list)} end`),
  ].map((macro) => `create or replace temp macro ${callsOfMacros(macro, ending)}`)
}

/** An expression of a staging file, calling the macros whose names end so. */
export function callsOfMacros(expression: string, ending: string): string {
  return expression.replaceAll(CALLS, (_call, name: string) => `${name}${ending}(`)
}

/**
 * `2026-03-05 14:03:27` is by far the commonest form and the cheapest to read, unless the mapping's own formats may mean
 * something else by it; the other ways are tried only where it cannot be read so.
 */
function plainInstant(source: Source, timezone: string): string {
  const other = `case when length(value) > 16 and has_offset(value) then try_cast(value as timestamptz) else ${zoned('as_local(value)', timezone)} end`
  if (source.dates.some((format) => format.startsWith('%Y-%d'))) return other
  const common = `case when strlen(value) = 19 and value[17] = ':' then ${zoned('try_cast(value as timestamp)', timezone)} end`
  return `coalesce(${common}, ${other})`
}

/** Labels as they stand first, which is cheap; then folded in width, case and blanks. */
function codeSql(list: string): string {
  const folded = new Map<string, string>()
  const plain = new Map<string, string>()
  for (const [word, code] of wordsOf(list)) {
    if (!plain.has(word)) plain.set(word, code)
    const fold = word.replaceAll(' ', '').toLowerCase()
    if (!folded.has(fold)) folded.set(fold, code)
  }
  const coded = (words: Map<string, string>) => sqlMap([...words].map(([word, code]) => [word, literal(code)]))
  return `coalesce(${coded(plain)}[value], ${coded(folded)}[word_folded(value)], 'unmapped')`
}

/** A map from words to SQL expressions, which costs DuckDB's binder less than a case for each word. */
function sqlMap(entries: readonly (readonly [word: string, value: string])[]): string {
  return `map {${entries.map(([word, value]) => `${literal(word)}: ${value}`).join(', ')}}`
}

/** Codes, their labels in the three languages, and synonyms, of one list. */
function* wordsOf(list: string): Generator<[word: string, code: string]> {
  const members = Object.entries((codes as Record<string, Record<string, readonly string[]>>)[list] ?? {})
  for (const locale of LOCALES) {
    for (const [code] of members) yield [findMessage(locale, 'catalogue', `codes.${list}.${code}`) ?? code, code]
  }
  for (const [code, synonyms] of members) for (const word of [code, ...synonyms]) yield [word, code]
}

const FIXED_SINCE = 1992
const FIXED_UNTIL = 2100
/** Looking at 1,296 months takes milliseconds, and each file that is loaded asks. */
const knownOffsets = new Map<string, number | undefined>()

/**
 * A wall-clock time as an instant. Zones that kept one offset since 1992 (China, Taiwan, Japan …) are a subtraction,
 * which is many times cheaper than the calendar library that other zones go through.
 */
function zoned(local: string, timezone: string): string {
  if (!knownOffsets.has(timezone)) knownOffsets.set(timezone, fixedOffset(timezone))
  const minutes = knownOffsets.get(timezone)
  if (minutes === undefined) return `${local} at time zone ${literal(timezone)}`
  return `make_timestamptz(epoch_us(${local}) - ${minutes * 60_000_000})`
}

/** The offset in minutes that a zone has in every month from 1992 to 2100, or undefined. */
function fixedOffset(timezone: string): number | undefined {
  const format = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' })
  const offsets = new Set<string>()
  for (let month = 0; month < (FIXED_UNTIL - FIXED_SINCE) * 12; month += 1) {
    offsets.add(
      format.formatToParts(Date.UTC(FIXED_SINCE, month, 1)).find((part) => part.type === 'timeZoneName')?.value ?? '',
    )
    if (offsets.size > 1) return undefined
  }
  const [, sign, hours, minutes] = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec([...offsets][0] ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
}
