import { foldText } from './fold-unit.ts'

/** What of a text tells it from another in other words: folded letters and symbols, no figures, blanks or marks. */
export function wordingOf(text: string): string {
  return foldText(text).replaceAll(/[^\p{L}\p{S}]+/gu, '')
}

/**
 * How far coders agree with themselves: of all pairs of complaints in the same words, the share with the same code.
 * Whoever only reads the words cannot agree with coders more often than they do.
 */
export function wordingAgreement(
  wordings: readonly string[],
  codes: readonly string[],
): { pairs: number; agreement: number | null } {
  let pairs = 0
  let agreeing = 0
  for (const members of Map.groupBy(codes.keys(), (at) => wordings[at]).values()) {
    pairs += pairsOf(members.length)
    for (const same of Map.groupBy(members, (at) => codes[at]).values()) agreeing += pairsOf(same.length)
  }
  return { pairs, agreement: pairs === 0 ? null : agreeing / pairs }
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2
}
