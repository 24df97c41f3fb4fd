import type { Numbers } from './cube-columns.ts'

/** Several columns of bits as one: a code for each combination of their values that occurs. */
export interface PackedBits {
  readonly codes: Uint8Array
  /** How many combinations there are. */
  readonly size: number
  /** For each column its value in each combination. */
  readonly values: readonly Uint8Array[]
}

const MOST_CODES = 256
const VALUES = 8

/**
 * Puts columns together as long as their combinations fit a byte. What metrics say of a case hangs together, so that a
 * hundred columns become a dozen, and a count of the codes counts all of them in one step a row.
 */
export function packBits(columns: readonly Numbers[]): PackedBits[] {
  const packs: PackedBits[] = []
  let open: PackedBits | undefined
  for (const column of columns) {
    const wider = open === undefined ? undefined : extended(open, column)
    if (wider === undefined && open !== undefined) packs.push(open)
    open = wider ?? extended({ codes: new Uint8Array(column.length), size: 1, values: [] }, column)
  }
  return open === undefined ? packs : [...packs, open]
}

/** A pack with one more column; undefined where there would be too many combinations. */
function extended({ codes, size, values }: PackedBits, column: Numbers): PackedBits | undefined {
  const codeOf = new Int16Array(size * VALUES).fill(-1)
  const places: number[] = []
  const next = new Uint8Array(codes.length)
  for (let row = 0; row < codes.length; row += 1) {
    const place = (codes[row] as number) * VALUES + (column[row] as number)
    let code = codeOf[place] as number
    if (code < 0) {
      if (places.length === MOST_CODES) return undefined
      code = places.push(place) - 1
      codeOf[place] = code
    }
    next[row] = code
  }
  const before = values.map((own) => Uint8Array.from(places, (place) => own[Math.floor(place / VALUES)] ?? 0))
  return { codes: next, size: places.length, values: [...before, Uint8Array.from(places, (place) => place % VALUES)] }
}
