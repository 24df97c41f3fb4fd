/** The ten measures of the Pollock benchmark for one file, each 0 to 1; their sum is the file's score. */
export type Measures = readonly number[]

export const MEASURE_COUNT = 10
export const NO_SUCCESS: Measures = Array.from({ length: MEASURE_COUNT }, () => 0)
const PERFECT: Measures = Array.from({ length: MEASURE_COUNT }, () => 1)

/**
 * Success, then precision, recall and F1 of header, records and cells, as the benchmark's paper and its evaluation
 * define them: the first row is the header; a record is its normalised cells joined; cells are compared as they are.
 */
export function measure(clean: readonly string[][], loaded: readonly string[][]): Measures {
  if (clean.length === 0) return PERFECT
  const [cleanHeader = [], ...cleanRecords] = clean
  const [loadedHeader = [], ...loadedRecords] = loaded
  const joined = (rows: readonly string[][]) => rows.map((row) => row.map(normalCell).join(''))
  return [
    1,
    ...overlap(cleanHeader.map(normalCell), loadedHeader.map(normalCell)),
    ...overlap(joined(cleanRecords), joined(loadedRecords)),
    ...overlap(clean.flat(), loaded.flat()),
  ]
}

function overlap(clean: readonly string[], loaded: readonly string[]): [number, number, number] {
  if (clean.length === 0) return [1, 1, 1]
  const left = new Map<string, number>()
  for (const item of loaded) left.set(item, (left.get(item) ?? 0) + 1)
  let shared = 0
  for (const item of clean) {
    const count = left.get(item) ?? 0
    if (count === 0) continue
    shared += 1
    left.set(item, count - 1)
  }
  if (shared === 0) return [0, 0, 0]
  const one = shared / clean.length
  const other = shared / loaded.length
  return [one, other, (2 * one * other) / (one + other)]
}

/** Case and the writing of numbers do not matter. (The benchmark also evens out dates and money; that can only help.) */
function normalCell(cell: string): string {
  const text = cell.trim()
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true' ? '1' : '0'
  if (/^[+-]?\d+$/.test(text)) return text.replace(/^\+/, '').replace(/^(-?)0+(?=\d)/, '$1')
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) {
    const value = Number(text)
    return Number.isInteger(value) ? `${value}.0` : String(value)
  }
  return cell.toLowerCase()
}
