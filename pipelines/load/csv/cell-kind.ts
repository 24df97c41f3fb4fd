export type CellKind =
  | 'blank'
  | 'number'
  | 'money'
  | 'date'
  | 'time'
  | 'instant'
  | 'address'
  | 'code'
  | 'word'
  | 'text'
  | 'junk'

const NUMBER = String.raw`[+-]?(?:\d{1,3}(?:[,' .]\d{3})+|\d+)(?:[.,]\d+)?(?:[eE][+-]?\d+)?`
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const DATE = [
  String.raw`\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?`,
  String.raw`\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}`,
  String.raw`\d{1,2}[- ]?${MONTH}[- ,.]*\d{2,4}`,
  String.raw`${MONTH}[- ]?\d{1,2}?[- ,.]*\d{2,4}`,
].join('|')
const TIME = String.raw`\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?(?:Z|[+-]\d{2}:?\d{2})?`

/** The first that fits a trimmed cell; what fits none is text, or junk. */
const PATTERNS: readonly (readonly [CellKind, RegExp])[] = [
  ['number', new RegExp(`^(?:${NUMBER}|[+-]?[.,]\\d+)$`)],
  [
    'money',
    new RegExp(
      `^(?:[-(]? ?[¥￥$€£] ?${NUMBER}\\)?|\\(?${NUMBER}\\)?(?:[%％元]| ?(?:CNY|USD|EUR|RMB))|\\(${NUMBER}\\))$`,
    ),
  ],
  ['date', new RegExp(`^(?:${DATE})$`, 'i')],
  ['time', new RegExp(`^${TIME}$`, 'i')],
  ['instant', new RegExp(`^(?:${DATE})[T ]{1,2}${TIME}$`, 'i')],
  ['address', /^(?:(?:https?|ftp):\/\/\S+|[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+)$/i],
  ['code', /^(?=\D*\d)[\p{L}\d]+(?:[-_/.#:][\p{L}\d]+)*$/u],
  ['word', /^[\p{L}\p{M}_][\p{L}\p{M}\p{N}'’._&/()（）+? -]{0,40}$/u],
]
const DELIMITERS_INSIDE = /\S[,;|\t^~](?=\S)/g
/** A comma may stand so in a text, the others hardly. */
const SHORT_JUNK = /\S[;|\t^~]\S/

/** Kinds of short cells, which come up again: in each dialect that is tried, and down the columns. */
const known = new Map<string, CellKind>()
const KNOWN = 20_000

/** What a cell looks like. `junk` is what a table gives that is read by the wrong delimiter or quote. */
export function cellKind(cell: string): CellKind {
  if (cell.length > 40) return judgedKind(cell)
  const seen = known.get(cell)
  if (seen !== undefined) return seen
  if (known.size >= KNOWN) known.clear()
  const kind = judgedKind(cell)
  known.set(cell, kind)
  return kind
}

function judgedKind(cell: string): CellKind {
  const text = cell.trim()
  if (text === '') return 'blank'
  if (text.length <= 100) for (const [kind, pattern] of PATTERNS) if (pattern.test(text)) return kind
  if (isQuoted(text, '"') || isQuoted(text, "'") || /^"|"$/.test(text)) return 'junk'
  if (text.length < 60 && SHORT_JUNK.test(text)) return 'junk'
  return (text.match(DELIMITERS_INSIDE)?.length ?? 0) >= Math.max(2, text.length / 60) ? 'junk' : 'text'
}

/** What a kind is a sort of: Null where a kind says only that there are letters. */
export function kindFamily(kind: CellKind): 'amount' | 'moment' | 'address' | 'code' | null {
  if (kind === 'number' || kind === 'money') return 'amount'
  if (kind === 'date' || kind === 'time' || kind === 'instant') return 'moment'
  return kind === 'address' || kind === 'code' ? kind : null
}

/** Whether a cell is a number, an amount of money, a date or a time: what hardly names a column. */
export function isValue(cell: string): boolean {
  const family = kindFamily(cellKind(cell))
  return family === 'amount' || family === 'moment'
}

function isQuoted(text: string, quote: string): boolean {
  return text.length > 1 && text.startsWith(quote) && text.endsWith(quote)
}
