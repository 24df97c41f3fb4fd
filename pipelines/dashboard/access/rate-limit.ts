/** Lets so many through at once by key, and so many a second from then on (a token bucket). */
export interface RateLimit {
  /** Takes one, and says whether there was one to take. */
  take(key: string, now: Date): boolean
}

const MOST_KEYS = 20_000

export function rateLimit(atOnce: number, aSecond: number): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(key, now) {
      const at = now.getTime()
      const known = buckets.get(key) ?? { left: atOnce, at }
      const left = Math.min(atOnce, known.left + (Math.max(0, at - known.at) / 1000) * aSecond)
      const isLet = left >= 1
      buckets.delete(key)
      buckets.set(key, { left: isLet ? left - 1 : left, at })
      const [oldest] = buckets.keys()
      if (buckets.size > MOST_KEYS && oldest !== undefined) buckets.delete(oldest)
      return isLet
    },
  }
}
