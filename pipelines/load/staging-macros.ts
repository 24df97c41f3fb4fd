import codes from '../../sql/codes.json' with { type: 'json' }
import { LOCALES } from '../core/locale.ts'
import { findMessage } from '../core/messages.ts'
import type { Source } from '../core/settings-schema.ts'
import { literal } from '../warehouse/query.ts'

const FULL_WIDTH =
  '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ：／－．，（）　'
const HALF_WIDTH = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:/-.,() '
const TRUE_WORDS = ['是', '有', 'y', 'yes', 'true', 't', '1', '成功', '已送达', '已送達', 'success', 'delivered']
const FALSE_WORDS = ['否', '无', '無', 'n', 'no', 'false', 'f', '0', '失败', '失敗', '未送达', '未送達', 'failed']

/**
 * The macros that staging files use, made for one source: its date formats, its zone, and the canonical codes by all
 * their labels. They turn text into a type or into null; a null from a text that was there is a finding of the loader.
 */
export function stagingMacros(source: Source, timezone: string): string[] {
  const formats = source.dates.map(literal).join(', ')
  const declared = source.dates.length === 0 ? '' : `try_strptime(width_folded(value), [${formats}]), `
  const local = `coalesce(${declared}try_cast(width_folded(value) as timestamp)) at time zone ${literal(timezone)}`
  const words = (list: readonly string[]) => list.map(literal).join(', ')
  return [
    `width_folded(value) as trim(translate(value, ${literal(FULL_WIDTH)}, ${literal(HALF_WIDTH)}))`,
    `word_folded(value) as lower(replace(width_folded(value), ' ', ''))`,
    `has_offset(value) as regexp_matches(value, ':\\d{2}.*(Z|[+-]\\d{2}(:?\\d{2})?)$')`,
    `as_instant(value) as case when has_offset(value) then try_cast(value as timestamptz) else ${local} end`,
    `is_date_only(value) as not contains(width_folded(value), ':')`,
    `as_integer(value) as try_cast(width_folded(value::varchar) as integer)`,
    `as_amount(value) as try_cast(replace(regexp_replace(width_folded(value), '^[¥￥$€]', ''), ',', '') as decimal(18, 2))`,
    `as_score(value, low, high) as case when as_integer(value) between low and high then as_integer(value) end`,
    `as_boolean(value) as case when word_folded(value) in (${words(TRUE_WORDS)}) then true when word_folded(value) in (${words(FALSE_WORDS)}) then false end`,
    `as_code(list, value) as case when value is not null then coalesce(${codeMap()}[list || ':' || word_folded(value)], 'unmapped') end`,
  ].map((macro) => `create or replace temp macro ${macro}`)
}

function codeMap(): string {
  const entries = new Map<string, string>()
  for (const [list, members] of Object.entries(codes)) {
    for (const [code, synonyms] of Object.entries(members)) {
      const labels = LOCALES.map((locale) => findMessage(locale, 'catalogue', `codes.${list}.${code}`) ?? code)
      for (const word of [code, ...labels, ...synonyms]) {
        const key = `${list}:${word.replaceAll(' ', '').toLowerCase()}`
        if (!entries.has(key)) entries.set(key, code)
      }
    }
  }
  return `map {${[...entries].map(([key, code]) => `${literal(key)}: ${literal(code)}`).join(', ')}}`
}
