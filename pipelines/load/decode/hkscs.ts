import characters from './hkscs.json' with { type: 'json' }

/** Pairs of a lead byte: trail bytes 0x40 to 0x7E, and 0xA1 to 0xFE. */
const PAIRS_A_LEAD = 157
const FIRST_LEAD = 0x81
/** Stands in a table of UTF-16 units for the n-th character beyond them; no character has these values by itself. */
const BEYOND = 0xd800

/**
 * Adds to a table of Big5 the 4,896 characters of the Hong Kong Supplementary Character Set (2004), where the platform's
 * decoder gives private-use characters that nothing can show: 嘅, 哋, 啲 and other words of every Cantonese text.
 * `hkscs.json` holds them in runs, each with the place of its first pair. Returns those beyond 16 bits, by their value
 * in the table less 0xD800.
 */
export function fillHkscs(table: Uint16Array): readonly number[] {
  const beyond: number[] = []
  for (const [first, run] of characters as [number, string][]) {
    for (const [place, character] of [...run].entries()) {
      const codePoint = character.codePointAt(0) ?? 0
      table[pairAt(first + place)] = codePoint < 0x10000 ? codePoint : BEYOND + beyond.push(codePoint) - 1
    }
  }
  return beyond
}

/** The code point that a table's value stands for, where it is one beyond 16 bits. */
export function codePointBeyond(value: number, beyond: readonly number[]): number | undefined {
  return value >= BEYOND && value < BEYOND + beyond.length ? beyond[value - BEYOND] : undefined
}

function pairAt(index: number): number {
  const place = index % PAIRS_A_LEAD
  const lead = FIRST_LEAD + Math.floor(index / PAIRS_A_LEAD)
  return (lead << 8) | (place < 63 ? 0x40 + place : 0xa1 + place - 63)
}
