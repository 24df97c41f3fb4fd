/** Names offered where one is unknown. */
const MOST_OFFERED = 8

/**
 * The names that are most like one that is unknown, for a message: those that share most pairs of letters with it first,
 * in their name or in other words that they are known by. All of them where they are few.
 */
export function likeNames(
  got: string,
  known: readonly string[],
  otherWords: (name: string) => readonly string[] = () => [],
): string {
  const pairs = pairsOf(got)
  const likeness = (word: string) => {
    const own = pairsOf(word)
    return (2 * [...own].filter((pair) => pairs.has(pair)).length) / (own.size + pairs.size || 1)
  }
  const liked = known
    .map((name) => ({ name, alike: Math.max(...[name, ...otherWords(name)].map(likeness)) }))
    .sort((a, b) => b.alike - a.alike || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name)
  return `${liked.slice(0, MOST_OFFERED).join(', ')}${liked.length > MOST_OFFERED ? ', …' : ''}`
}

function pairsOf(word: string): Set<string> {
  const letters = word.toLowerCase()
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_item, at) => letters.slice(at, at + 2)))
}
