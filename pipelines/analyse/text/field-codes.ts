/** The codes that a field's model chooses from, in order; position is the class. */
export interface FieldCodes {
  readonly codes: readonly string[]
  readonly classOf: ReadonlyMap<string, number>
}

/** More codes than this are wording, not a list: the rarer ones are never proposed. */
const MOST_CODES = 300
/** Up to so many coded complaints, a code seen once is learnt, and codes that only the dictionary knows are proposed. */
const FEW_CODED = 50

/**
 * The codes to choose from: those of at least two coded complaints, and while there are few complaints also those seen
 * once and those of the starter dictionary. Sorted, so that the order of the complaints does not matter.
 */
export function chooseCodes(coded: readonly string[], starters: Iterable<string>): FieldCodes {
  const counts = new Map<string, number>()
  for (const code of coded) counts.set(code, (counts.get(code) ?? 0) + 1)
  const isFew = coded.length < FEW_CODED
  const seen = [...counts]
    .filter(([, count]) => count >= (isFew ? 1 : 2))
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, MOST_CODES)
    .map(([code]) => code)
  const codes = [...new Set([...seen, ...(isFew ? starters : [])])].sort()
  return { codes, classOf: new Map(codes.map((code, index) => [code, index])) }
}
