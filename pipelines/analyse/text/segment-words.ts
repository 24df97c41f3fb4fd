import { foldText } from './fold-unit.ts'

/** A word of a text: as it is compared, and where it stands. */
export interface Word {
  readonly folded: string
  readonly start: number
  readonly end: number
}

const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' })
/** A word of the dictionary may be cut by the segmenter into at most so many parts. */
const PARTS = 5

/**
 * The words of a Chinese, English or mixed text in order, by the segmenter of the platform; neighbouring parts that make
 * a word of the user dictionary (folded forms) are one word, the longest first.
 */
export function segmentWords(text: string, dictionary: ReadonlySet<string> = new Set()): Word[] {
  const folded = foldText(text)
  const parts: Word[] = []
  for (const { segment, index, isWordLike } of SEGMENTER.segment(folded)) {
    if (isWordLike === true) parts.push({ folded: segment, start: index, end: index + segment.length })
  }
  return dictionary.size === 0 ? parts : joinWords(parts, folded, dictionary)
}

function joinWords(parts: readonly Word[], folded: string, dictionary: ReadonlySet<string>): Word[] {
  const words: Word[] = []
  for (let at = 0; at < parts.length; ) {
    const { word, next } = longestFrom(parts, at, folded, dictionary)
    words.push(word)
    at = next
  }
  return words
}

function longestFrom(parts: readonly Word[], at: number, folded: string, dictionary: ReadonlySet<string>) {
  const first = parts[at] ?? { folded: '', start: 0, end: 0 }
  let longest = { word: first, next: at + 1 }
  for (let next = at + 1; next < Math.min(parts.length, at + PARTS); next += 1) {
    const part = parts[next]
    const previous = parts[next - 1]
    if (part === undefined || previous === undefined || part.start !== previous.end) break
    const joined = folded.slice(first.start, part.end)
    if (dictionary.has(joined))
      longest = { word: { folded: joined, start: first.start, end: part.end }, next: next + 1 }
  }
  return longest
}
