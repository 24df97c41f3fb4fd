import { simplified } from '../../core/simplified.ts'

/** From the least to the most satisfied: words for the five points, as survey tools write them. */
const FIVE_POINTS: readonly (readonly string[])[] = [
  ['非常不满意', '很不满意', '十分不满意', '极不满意', 'very dissatisfied', 'extremely dissatisfied'],
  ['不满意', '不太满意', '较不满意', '比较不满意', 'dissatisfied', 'somewhat dissatisfied'],
  [
    ...['一般', '普通', '尚可', '中立', '还可以', '基本满意', 'neutral', 'neither'],
    'neither satisfied nor dissatisfied',
  ],
  ['满意', '比较满意', '较满意', 'satisfied', 'somewhat satisfied'],
  ['非常满意', '很满意', '十分满意', '极满意', 'very satisfied', 'extremely satisfied'],
]
const POINTS = new Map(FIVE_POINTS.flatMap((words, index) => words.map((word) => [word, index + 1] as const)))
const CJK = /[\u3400-\u9fff]/
const HIGHEST = FIVE_POINTS.length

/** A whole number in digits of either width; undefined for other texts. */
export function wholeNumber(value: string): number | undefined {
  const digits = value.normalize('NFKC')
  return /^[+-]?\d{1,9}$/.test(digits) ? Number(digits) : undefined
}

/**
 * Answer → its number, for the answers that have one: digits, digits with a unit or a wording (`5分`, `9 - Likely`,
 * `满意(4)`), stars, or words of a scale of five. Words count where one of the ends is among them, since three words may
 * be the whole scale, and where no two of them would mean the same point.
 */
export function answerScores(answers: Iterable<string>): Map<string, number> {
  const all = [...answers]
  const words = wordScores(all)
  return new Map(
    all.flatMap((answer): [string, number][] => {
      const score = wholeNumber(answer) ?? numberWithWords(answer) ?? words.get(answer)
      return score === undefined ? [] : [[answer, score]]
    }),
  )
}

/**
 * The words of a scale of five that these answers are in and that nobody has chosen yet, with their points, written as
 * the others are: a mapping that knows them reads the first "very dissatisfied", too.
 */
export function unseenWords(answers: Iterable<string>): Map<string, number> {
  const seen = wordScores([...answers])
  const points = new Set(seen.values())
  const [example = ''] = seen.keys()
  const isCjk = CJK.test(example)
  const write = (word: string) => {
    if (isCjk)
      return [...seen.keys()].some((answer) => answer.includes('滿'))
        ? word.replace('满', '滿').replace('较', '較')
        : word
    return example === example.toLowerCase() ? word : word.slice(0, 1).toUpperCase() + word.slice(1)
  }
  return new Map(
    FIVE_POINTS.flatMap((words, index) =>
      seen.size === 0 || points.has(index + 1)
        ? []
        : words.filter((word) => CJK.test(word) === isCjk).map((word): [string, number] => [write(word), index + 1]),
    ),
  )
}

function wordScores(answers: readonly string[]): ReadonlyMap<string, number> {
  const byPoint = new Map<number, Set<string>>()
  const found = new Map<string, number>()
  for (const answer of answers) {
    const word = wordOf(answer)
    const point = POINTS.get(word)
    if (point === undefined) continue
    found.set(answer, point)
    byPoint.set(point, (byPoint.get(point) ?? new Set<string>()).add(word))
  }
  const isClear = byPoint.values().every((words) => words.size === 1)
  return isClear && (byPoint.has(1) || byPoint.has(HIGHEST)) ? found : new Map()
}

function numberWithWords(answer: string): number | undefined {
  const plain = answer.normalize('NFKC').trim()
  const stars = /^(★+)☆*$/.exec(plain)?.[1]
  if (stars !== undefined) return stars.length
  const number =
    /^(\d{1,2})\s*(?:分|星|点|點|points?|stars?)$/i.exec(plain) ??
    /^(\d{1,2})\s*[-–—:.=(]\s*\p{L}[^\d]*$/u.exec(plain) ??
    /^\p{L}[^\d]*\(\s*(\d{1,2})\s*分?\s*\)$/u.exec(plain)
  return number?.[1] === undefined ? undefined : Number(number[1])
}

function wordOf(answer: string): string {
  return simplified(answer.normalize('NFKC')).trim().toLowerCase().replaceAll(/\s+/g, ' ')
}
