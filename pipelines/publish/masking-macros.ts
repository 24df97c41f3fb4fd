import { literal } from '../warehouse/query.ts'

const FULL_WIDTH_DIGITS = '０１２３４５６７８９＠．'
const HALF_WIDTH_DIGITS = '0123456789@.'

const CARD = '(^|[^0-9])(?:62|4[0-9]|5[1-5])[0-9]{2}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?($|[^0-9])'
const PLATE =
  '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]'

/**
 * What is looked for in free text, in this order, and what takes its place (metric-spec M35: 138****5678). A number is
 * found only where no digit stands beside it, so that order numbers survive.
 */
const PATTERNS: readonly (readonly [pattern: string, replacement: string])[] = [
  ['([A-Za-z0-9])[A-Za-z0-9._%+-]*@((?:[A-Za-z0-9-]+\\.)+[A-Za-z]{2,})', '\\1***@\\2'],
  ['(^|[^0-9])[1-9][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9][0-9]{3}[0-9Xx]($|[^0-9])', '\\1[id]\\2'],
  ['(^|[^0-9])((?:(?:\\+|00)?86[ -]?)?1[3-9][0-9])[ -]?[0-9]{4}[ -]?([0-9]{4})($|[^0-9])', '\\1\\2****\\3\\4'],
  ['(^|[^0-9])(09[0-9]{2})-?[0-9]{3}-?([0-9]{3})($|[^0-9])', '\\1\\2***\\3\\4'],
  ['(^|[^0-9])(0[0-9]{2,3}[- ])[0-9]{3,4}([0-9]{4})($|[^0-9])', '\\1\\2****\\3\\4'],
  [CARD, '\\1[card]\\2'],
  [PLATE, '[plate]'],
]

/** What each of them has in it: most texts have none of this, and one look is cheaper than fourteen. */
const SUSPECT = `@|[0-9][0-9 -]{6,}[0-9]|${PLATE.slice(0, PLATE.indexOf(']') + 1)}[A-Z]`

/**
 * The macros by which `publish` masks: `pseudonym(value)`, a keyed hash of 16 hexadecimal digits, and
 * `redacted(value)`, free text without e-mail addresses, identity, telephone, bank card and plate numbers.
 */
export function maskingMacros(key: string): string[] {
  const inner = `sha256(${literal(key)} || chr(31) || value)`
  const folded = `translate(value, ${literal(FULL_WIDTH_DIGITS)}, ${literal(HALF_WIDTH_DIGITS)})`
  // Twice, since neighbours share the character between them.
  const redacted = [...PATTERNS, ...PATTERNS].reduce(
    (text, [pattern, replacement]) => `regexp_replace(${text}, ${literal(pattern)}, ${literal(replacement)}, 'g')`,
    'folded',
  )
  return [
    `pseudonym(value) as left(sha256(${literal(key)} || chr(30) || ${inner}), 16)`,
    `redacted_suspect(folded) as case when regexp_matches(folded, ${literal(SUSPECT)}) then ${redacted} else folded end`,
    `redacted(value) as redacted_suspect(${folded})`,
    `without(value, secret, mark) as case when length(secret) >= 2 then replace(value, secret, '[' || mark || ']') else value end`,
  ].map((macro) => `create or replace temp macro ${macro}`)
}
