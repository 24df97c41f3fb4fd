import { benjaminiHochberg } from '../scan/benjamini-hochberg.ts'
import { type Keyness, keyness } from './keyness.ts'
import { looksPersonal } from './personal-term.ts'
import { segmentWords, type Word } from './segment-words.ts'
import { isStopWord } from './stop-words.ts'

/** A term with its cases and how it stands out. */
export interface KeyTerm extends Keyness {
  readonly term: string
  /** Cases that contain it. */
  readonly focus: number
  readonly reference: number
  /** p-value adjusted over all terms that were tested (Benjamini and Hochberg 1995). */
  readonly pAdjusted: number
}

export interface KeyTerms {
  /** By falling G². */
  readonly terms: readonly KeyTerm[]
  /** Terms that were tested. */
  readonly tested: number
}

export interface KeyTermLimits {
  /** Words that are kept whole, folded. */
  readonly dictionary: ReadonlySet<string>
  /** Names of customers and staff, folded. */
  readonly names: ReadonlySet<string>
  /** A term in fewer cases of the focus is neither tested nor shown. */
  readonly leastCases: number
  /** So many terms at most, of the greatest G². */
  readonly most: number
}

export const KEY_TERM_LIMITS: KeyTermLimits = {
  dictionary: new Set(),
  names: new Set(),
  leastCases: 5,
  most: 60,
}

/** Cases of one term. */
export interface Count {
  focus: number
  reference: number
  lastCase: number
  /** The commonest wording, by majority vote. */
  wording: string
  votes: number
  readonly isGlued: boolean
}

/** Units of a text that are read for terms. */
const READ_UNITS = 1000

/** Terms with their cases, before any is judged. */
export interface CountedTerms {
  readonly counts: ReadonlyMap<string, Count>
  readonly focus: number
  readonly reference: number
}

/**
 * The terms, words and pairs of neighbouring words, that cases of the focus contain more or less often than those of the
 * reference: by document frequency, without stop words, without what may be personal data, each matter once.
 */
export function findKeyTerms(
  focus: readonly string[],
  reference: readonly string[],
  limits: KeyTermLimits = KEY_TERM_LIMITS,
): KeyTerms {
  return judgeTerms(countTerms(focus, reference, limits.dictionary), limits)
}

/** The first half of `findKeyTerms`: counts terms by cases. */
export function countTerms(
  focus: readonly string[],
  reference: readonly string[],
  dictionary: ReadonlySet<string>,
): CountedTerms {
  const counts = new Map<string, Count>()
  focus.forEach((text, at) => {
    countTermsOf(counts, text, at, 'focus', dictionary)
  })
  reference.forEach((text, at) => {
    countTermsOf(counts, text, focus.length + at, 'reference', dictionary)
  })
  return { counts, focus: focus.length, reference: reference.length }
}

/** Terms of enough cases to be judged, and their words: what must not be a name. */
export function termsToJudge({ counts }: CountedTerms, leastCases: number): Set<string> {
  const terms = [...counts].flatMap(([folded, count]) => (count.focus < leastCases ? [] : [folded]))
  return new Set(terms.flatMap((term) => [term, ...term.split(' ')]))
}

/** The second half of `findKeyTerms`. */
export function judgeTerms(counted: CountedTerms, limits: Omit<KeyTermLimits, 'dictionary'>): KeyTerms {
  const tested = [...counted.counts].flatMap(([folded, count]) => {
    if (count.focus < limits.leastCases || looksPersonal(folded, limits.names, count.isGlued)) return []
    const outcome = keyness(count.focus, count.reference, counted.focus, counted.reference)
    return outcome === null ? [] : [{ ...outcome, folded, term: count.wording, count }]
  })
  const adjusted = benjaminiHochberg(tested.map(({ pValue }) => pValue))
  const ranked = tested
    .map((entry, at) => ({ ...entry, pAdjusted: adjusted[at] ?? 1 }))
    .sort((a, b) => b.g2TwoCell - a.g2TwoCell || (a.folded < b.folded ? -1 : 1))
  const terms = onePerMatter(ranked, limits.most).map(({ folded: _, count, ...term }) => ({
    ...term,
    focus: count.focus,
    reference: count.reference,
  }))
  return { terms, tested: tested.length }
}

function countTermsOf(
  counts: Map<string, Count>,
  text: string,
  at: number,
  side: 'focus' | 'reference',
  dictionary: ReadonlySet<string>,
): void {
  const words = segmentWords(text.slice(0, READ_UNITS), dictionary)
  words.forEach((word, index) => {
    if (isStopWord(word.folded)) return
    if (word.folded.length > 1) count(counts, word.folded, text.slice(word.start, word.end), at, side, false)
    const next = words[index + 1]
    if (next === undefined || isStopWord(next.folded)) return
    const pair = pairOf(word, next)
    if (pair === null) return
    const isGlued = word.folded.length === 1 && next.folded.length <= 2
    count(counts, pair, text.slice(word.start, next.end), at, side, isGlued)
  })
}

/** Two words that touch, or two alphabetic ones with one blank between, as one term. */
function pairOf(word: Word, next: Word): string | null {
  const units = word.folded.length + next.folded.length
  if (next.start === word.end && units > 2 && units <= 6) return word.folded + next.folded
  if (next.start === word.end + 1 && /^[a-z]/.test(word.folded) && /^[a-z]/.test(next.folded))
    return `${word.folded} ${next.folded}`
  return null
}

function count(
  counts: Map<string, Count>,
  folded: string,
  wording: string,
  at: number,
  side: 'focus' | 'reference',
  isGlued: boolean,
): void {
  let entry = counts.get(folded)
  if (entry === undefined) {
    entry = { focus: 0, reference: 0, lastCase: -1, wording, votes: 0, isGlued }
    counts.set(folded, entry)
  }
  if (entry.lastCase === at) return
  entry.lastCase = at
  entry[side] += 1
  if (entry.wording === wording) entry.votes += 1
  else if (entry.votes > 0) entry.votes -= 1
  else Object.assign(entry, { wording, votes: 1 })
}

/**
 * Drops a term that contains or is contained in one ranked before it and stands in about the same cases; the longer one
 * takes the place where it stands in nearly all of them.
 */
function onePerMatter<Term extends { folded: string; count: Count }>(ranked: readonly Term[], most: number): Term[] {
  const kept: Term[] = []
  for (const term of ranked) {
    const at = kept.findIndex((other) => isSameMatter(other, term))
    const other = kept[at]
    if (other === undefined) {
      if (kept.length < most) kept.push(term)
    } else if (term.folded.length > other.folded.length && term.count.focus >= 0.9 * other.count.focus) {
      kept[at] = term
    }
  }
  return kept
}

function isSameMatter(a: { folded: string; count: Count }, b: { folded: string; count: Count }): boolean {
  const [fewer, more] = [Math.min(a.count.focus, b.count.focus), Math.max(a.count.focus, b.count.focus)]
  return (a.folded.includes(b.folded) || b.folded.includes(a.folded)) && fewer >= 0.7 * more
}
