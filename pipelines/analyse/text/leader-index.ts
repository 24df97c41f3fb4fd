/** Sets that are found again by similar ones: locality-sensitive hashing of MinHash signatures (Broder 1997). */
export interface LeaderIndex {
  /** Numbers of the sets that share a band with the given one, each once; of a crowded band the latest. */
  candidates(set: Uint32Array): Int32Array
  /** Adds the set that `candidates` was last asked for. */
  add(set: Uint32Array): void
  bigramsOf(leader: number): Uint32Array
}

/** 12 bands of 4: a pair of similarity ¾ shares a band in 99 of 100 cases, one of ½ in about half. */
const BANDS = 12
const ROWS = 4
const HASHES = BANDS * ROWS
/** Cells of each band's table. */
const CELLS = 1 << 18
/** So many sets of a cell are looked at, from the latest on. */
const DEPTH = 24

export function leaderIndex(): LeaderIndex {
  const multipliers = Int32Array.from({ length: HASHES }, (_, at) => Math.imul(at * 2 + 1, 0x9e3779b1) | 1)
  const signature = new Uint32Array(HASHES)
  const cells = new Int32Array(BANDS)
  const heads = new Int32Array(BANDS * CELLS).fill(-1)
  const found = new Int32Array(BANDS * DEPTH)
  let next = new Int32Array(BANDS * 1024)
  let stamps = new Int32Array(1024)
  let starts = new Float64Array(1025)
  let stored = new Uint32Array(1 << 16)
  let count = 0
  let query = 0
  return {
    candidates(set) {
      sign(set, multipliers, signature)
      query += 1
      let length = 0
      for (let band = 0; band < BANDS; band += 1) {
        const cell = band * CELLS + cellOf(signature, band)
        cells[band] = cell
        let leader = heads[cell] ?? -1
        for (let depth = 0; leader >= 0 && depth < DEPTH; depth += 1) {
          if (stamps[leader] !== query) {
            stamps[leader] = query
            found[length] = leader
            length += 1
          }
          leader = next[leader * BANDS + band] ?? -1
        }
      }
      return found.subarray(0, length)
    },
    add(set) {
      if (count === stamps.length) {
        next = grown(next, new Int32Array(BANDS * count * 2))
        stamps = grown(stamps, new Int32Array(count * 2))
        starts = grown(starts, new Float64Array(count * 2 + 1))
      }
      const start = starts[count] ?? 0
      if (start + set.length > stored.length)
        stored = grown(stored, new Uint32Array(Math.max(stored.length * 2, start + set.length)))
      stored.set(set, start)
      starts[count + 1] = start + set.length
      for (let band = 0; band < BANDS; band += 1) {
        const cell = cells[band] ?? 0
        next[count * BANDS + band] = heads[cell] ?? -1
        heads[cell] = count
      }
      count += 1
    },
    bigramsOf: (leader) => stored.subarray(starts[leader] ?? 0, starts[leader + 1] ?? 0),
  }
}

/** The least hash of the set's members under each hash function. */
function sign(set: Uint32Array, multipliers: Int32Array, signature: Uint32Array): void {
  signature.fill(0xffffffff)
  for (const member of set) {
    let mixed = Math.imul(member ^ (member >>> 15), 0x2c1b3c6d)
    mixed ^= mixed >>> 12
    for (let at = 0; at < HASHES; at += 1) {
      let hash = Math.imul(mixed + at, multipliers[at] ?? 1)
      hash = (hash ^ (hash >>> 15)) >>> 0
      if (hash < (signature[at] ?? 0)) signature[at] = hash
    }
  }
}

function cellOf(signature: Uint32Array, band: number): number {
  let hash = 0x811c9dc5
  for (let at = band * ROWS; at < (band + 1) * ROWS; at += 1) {
    hash = Math.imul(hash ^ (signature[at] ?? 0), 0x01000193)
    hash ^= hash >>> 13
  }
  return (hash ^ (hash >>> 7)) & (CELLS - 1)
}

function grown<Items extends Int32Array | Uint32Array | Float64Array>(items: Items, larger: Items): Items {
  larger.set(items)
  return larger
}
