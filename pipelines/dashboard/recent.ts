type Remember<Result> = (key: string, make: () => Promise<Result>) => Promise<Result>

/**
 * Remembers the last `most` results by key, also those under way. What failed is forgotten, and made again by whoever waited
 * for it: the one who began may have been stopped.
 */
export function recent<Result>(most: number): Remember<Result> {
  const known = new Map<string, Promise<Result>>()
  const remembered: Remember<Result> = (key, make) => {
    const begun = known.get(key)
    const result = begun ?? make()
    known.delete(key)
    known.set(key, result)
    result.catch(() => {
      if (known.get(key) === result) known.delete(key)
    })
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return begun === undefined ? result : result.catch(() => remembered(key, make))
  }
  return remembered
}
