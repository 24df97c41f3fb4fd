/** Words that open a row of totals. */
export const FOOTER_WORDS: readonly string[] = [
  '合计',
  '总计',
  '小计',
  '共计',
  '合計',
  '總計',
  '小計',
  '共計',
  'Total',
  'Grand total',
  'Subtotal',
  'Sum',
]

const MAX_FILLED = 3

/**
 * Whether a row is a total: its first filled cell is one of the words (a unit in brackets or a colon may follow), or
 * begins with one while at most three cells, and not all of the table's, are filled.
 */
export function isFooter(cells: readonly string[], words: readonly string[], width: number): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const first = folded(filled[0] ?? '')
  const word = words.map(folded).find((candidate) => candidate !== '' && first.startsWith(candidate))
  if (word === undefined) return false
  const rest = first.slice(word.length)
  if (/^s?(?:\([^)]*\))?:?$/.test(rest)) return true
  const goesOn = /^\p{L}/u.test(rest) && /\p{Script=Latin}$/u.test(word)
  return !goesOn && filled.length <= MAX_FILLED && filled.length < width
}

function folded(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
}
