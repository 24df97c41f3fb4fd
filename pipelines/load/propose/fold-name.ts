import { simplified } from '../../core/simplified.ts'

const CJK = /[\u3400-\u9fff]/
/** Words that mean the same in the names of columns, in simplified script. */
const CJK_VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/客诉/g, '投诉'],
  [/顾客/g, '客户'],
  [/品质/g, '质量'],
  [/资讯/g, '信息'],
  [/案件|个案|案(?=号)/g, '工单'],
  [/门市/g, '门店'],
  [/管道/g, '渠道'],
  [/日期[及和与]?时间|日期/g, '时间'],
  [/(?<=.)(?:单号|id|no|号码|编码|代号)$/g, '编号'],
]
const LATIN_ALIASES: Readonly<Record<string, string>> = {
  number: 'id',
  no: 'id',
  num: 'id',
  nr: 'id',
  date: 'time',
  datetime: 'time',
  timestamp: 'time',
  dt: 'time',
  at: 'time',
  on: 'time',
}
const STOP_WORDS = new Set(['the', 'of', 'a', 'an', 'is', 's'])
const CJK_NEUTRAL = /^(?:投诉|工单|本单|诉求|服务单)(?=..)|(?<=..)(?:名称|信息|情况)$/g
const LATIN_NEUTRAL = new Set(['complaint', 'case', 'ticket', 'incident', 'name'])

/**
 * The name of a column with everything taken out that does not distinguish names: width, case, blanks, punctuation,
 * traditional or simplified script, camelCase, order of English words, `date` or `time`, `no.` or `ID`.
 */
export function foldName(name: string): string {
  const text = plain(name).replace(/^\s*(?:(?:q(?:uestion)?\s*)?\d+\s*[.、:)]|q\d+[_\s-])\s*/i, '')
  return CJK.test(text) ? foldCjk(text) : [...new Set(latinWords(text))].sort().join(' ')
}

/** The folded name without words that add nothing in a file of complaints: `投诉级别` is `级别`, `ticket status` is `status`. */
export function withoutNeutralWords(folded: string): string {
  if (CJK.test(folded)) return folded.replaceAll(CJK_NEUTRAL, '')
  const words = folded.split(' ')
  const rest = words.filter((word) => !LATIN_NEUTRAL.has(word))
  return rest.length === 0 ? folded : rest.join(' ')
}

/** The name without what stands in brackets: units, scales, time zones. */
export function withoutBrackets(name: string): string {
  return plain(name)
    .replaceAll(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g, ' ')
    .trim()
}

/** The name in one width and without invisible characters, as it is read by a person. */
function plain(name: string): string {
  return simplified(name.normalize('NFKC').replaceAll(/[\u200b-\u200d\u2060\ufeff]/g, ''))
}

function foldCjk(text: string): string {
  const letters = text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  return CJK_VARIANTS.reduce((folded, [from, to]) => folded.replaceAll(from, to), letters)
}

function latinWords(text: string): string[] {
  return text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll('#', ' id ')
    .replaceAll(/\be[-\s]?mail/g, 'email')
    .replaceAll(/\bon[-\s_]?time\b/g, 'ontime')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !STOP_WORDS.has(word))
    .map((word) => LATIN_ALIASES[word] ?? singular(word))
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}
