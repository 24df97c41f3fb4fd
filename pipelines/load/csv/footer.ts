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
 * A test whether a row is a total: its first filled cell is one of the words (a unit in brackets or a colon may follow),
 * or begins with one while at most three cells, and not all of the table's, are filled; or all its filled cells begin
 * with one, as those of a survey tool's codes do.
 */
export function footerTest(words: readonly string[], width: number): (cells: readonly string[]) => boolean {
  const wanted = words.map(folded).filter((word) => word !== '')
  const initials = new Set(wanted.map((word) => word.charAt(0)))
  return (cells) => {
    const cell = cells.find((candidate) => candidate.trim() !== '')?.trim() ?? ''
    if (!initials.has(folded(cell.charAt(0)))) return false
    const first = folded(cell)
    const word = wanted.find((candidate) => first.startsWith(candidate))
    if (word === undefined) return false
    const rest = first.slice(word.length)
    if (/^s?(?:\([^)]*\))?:?$/.test(rest)) return true
    const goesOn = /^\p{L}/u.test(rest) && /\p{Script=Latin}$/u.test(word)
    const filled = cells.map((candidate) => candidate.trim()).filter((candidate) => candidate !== '')
    if (filled.length > 1 && filled.every((candidate) => folded(candidate).startsWith(word))) return true
    return !goesOn && filled.length <= MAX_FILLED && filled.length < width
  }
}

function folded(text: string): string {
  if (/^[!-~]*$/.test(text)) return text.toLowerCase()
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
}
