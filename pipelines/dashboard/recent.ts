/** Remembers the last `most` results by key, also those under way; what failed is forgotten. */
export function recent<Result>(most: number): (key: string, make: () => Promise<Result>) => Promise<Result> {
  const known = new Map<string, Promise<Result>>()
  return (key, make) => {
    const result = known.get(key) ?? make()
    known.delete(key)
    known.set(key, result)
    result.catch(() => {
      if (known.get(key) === result) known.delete(key)
    })
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return result
  }
}
