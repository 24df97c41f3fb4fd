/** A reproducible stream of draws. Two streams of different keys do not influence each other. */
export interface Random {
  /** Uniform, 0 ≤ x < 1. */
  next(): number
  chance(probability: number): boolean
  /** Uniform integer, 0 ≤ i < count. */
  integer(count: number): number
  between(low: number, high: number): number
  pick<T>(choices: readonly T[]): T
  /** Picks in proportion to the weights, which need not add up to 1. */
  weighted<T>(choices: readonly Weighted<T>[]): T
  lognormal(median: number, sigma: number): number
  poisson(mean: number): number
}

export type Weighted<T> = readonly [choice: T, weight: number]

/** Opens the stream that belongs to a key, e.g. `openRandom(seed, 'timeline', 'TS20251117001')`. */
export function openRandom(...key: readonly (string | number)[]): Random {
  const next = sfc32(key.join('|'))
  const between = (low: number, high: number) => low + (high - low) * next()
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    integer: (count) => Math.floor(next() * count),
    pick: (choices) => pickAt(choices, Math.floor(next() * choices.length)),
    weighted: (choices) => pickWeighted(choices, next()),
    lognormal: (median, sigma) => median * Math.exp(sigma * normal(next)),
    poisson: (mean) => poisson(next, mean),
  }
}

/** Small fast counting generator (32 bit), its three state words hashed from the key. */
function sfc32(key: string): () => number {
  let [a, b, c, counter] = [hash(key, 1), hash(key, 2), hash(key, 3), 1]
  const step = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 4_294_967_296
  }
  for (let warmUp = 0; warmUp < 12; warmUp += 1) step()
  return step
}

/** FNV-1a over the UTF-16 units, started from a salt, with a final mix. */
function hash(text: string, salt: number): number {
  let value = 2_166_136_261 ^ Math.imul(salt, 2_654_435_761)
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619)
  value = Math.imul(value ^ (value >>> 16), 2_246_822_507)
  return (value ^ (value >>> 13)) | 0
}

function pickAt<T>(choices: readonly T[], index: number): T {
  if (index >= choices.length) throw new Error('nothing to pick from')
  return choices[index] as T
}

function pickWeighted<T>(choices: readonly Weighted<T>[], at: number): T {
  let left = at * choices.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [choice, weight] of choices) {
    left -= weight
    if (left < 0) return choice
  }
  return pickAt(choices, choices.length - 1)[0]
}

function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}

/** Knuth's product method; means here stay below 40. */
function poisson(next: () => number, mean: number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = next(); product > limit; product *= next()) count += 1
  return count
}
