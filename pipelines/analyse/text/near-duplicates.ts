import { characterBigrams, jaccard } from './character-bigrams.ts'
import { type LeaderIndex, leaderIndex } from './leader-index.ts'

/** Where a text belongs: its group's first text, and how alike they are. */
export interface NearDuplicate {
  /** Position of the group's first text; a text's own position where it is the first. */
  readonly leader: number
  /** Jaccard similarity with that text, 1 for the first itself. */
  readonly similarity: number
}

export const NEAR_DUPLICATE_THRESHOLD = 0.75
/** Texts with fewer pairs of characters say too little to be called the same. */
const LEAST_BIGRAMS = 6

export interface NearDuplicates {
  /** Takes the next text; null where it is too short to be compared. */
  add(text: string): NearDuplicate | null
}

/**
 * Groups near-duplicate texts in the order they are given: each is compared with the first texts of the groups that share
 * a band of its MinHash signature, and joins the most similar one of at least `threshold`, of equals the earliest, or
 * begins a group. So each member is that similar to the group's first text, and nothing depends on chance.
 */
export function nearDuplicates(threshold: number = NEAR_DUPLICATE_THRESHOLD): NearDuplicates {
  const index: LeaderIndex = leaderIndex()
  const positions: number[] = []
  let position = -1
  return {
    add(text) {
      position += 1
      const bigrams = characterBigrams(text)
      if (bigrams.length < LEAST_BIGRAMS) return null
      let best = -1
      let highest = 0
      for (const leader of index.candidates(bigrams)) {
        const other = index.bigramsOf(leader)
        const bound = Math.min(other.length, bigrams.length) / Math.max(other.length, bigrams.length)
        if (bound < threshold) continue
        const { similarity } = jaccard(bigrams, other)
        if (similarity > highest || (similarity === highest && leader < best)) {
          best = leader
          highest = similarity
        }
      }
      if (highest >= threshold) return { leader: positions[best] ?? 0, similarity: highest }
      index.add(bigrams)
      positions.push(position)
      return { leader: position, similarity: 1 }
    },
  }
}
