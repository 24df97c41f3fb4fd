import type { LoadedTable } from './pollock-load.ts'

/**
 * Differences between a clean table and what was loaded that nothing tells of: a clean record that is neither loaded
 * nor in a problem row's text, a loaded record that is not in the clean table, a header that differs. A finding about
 * the file as a whole (it would be refused) accounts for its header and for what was not loaded.
 */
export function silentDifferences(clean: readonly string[][], loaded: LoadedTable): string[] {
  if (loaded.isRefused || clean.length === 0) return []
  const [cleanHeader = [], ...cleanRecords] = clean
  const [loadedHeader = [], ...loadedRecords] = loaded.rows
  const extra = new Map<string, number>()
  for (const record of loadedRecords) extra.set(keyOf(record), (extra.get(keyOf(record)) ?? 0) + 1)
  const missing = cleanRecords.filter((record) => {
    const count = extra.get(keyOf(record)) ?? 0
    if (count > 0) extra.set(keyOf(record), count - 1)
    return count === 0
  })
  const hasFinding = loaded.findings.length > 0
  const sameHeader = keyOf(cleanHeader.map(squash)) === keyOf(loadedHeader.map(squash))
  return [
    ...(sameHeader || hasFinding ? [] : [`header: ${JSON.stringify(loadedHeader)}`]),
    ...(hasFinding ? [] : unaccounted(missing, loaded.problems).map((record) => `missing: ${JSON.stringify(record)}`)),
    ...[...extra].filter(([, count]) => count > 0).map(([record]) => `not in the clean table: ${record}`),
  ]
}

/** The records whose text does not stand in the problem rows; one record may have come apart into several rows. */
function unaccounted(missing: readonly string[][], problems: LoadedTable['problems']): string[][] {
  let texts = problems.map((row) => squash(row.raw)).join('')
  return missing.filter((record) => {
    const wanted = squash(record.join(''))
    const found = texts.includes(wanted)
    texts = texts.replace(wanted, '')
    return !found
  })
}

/** A text without what pollution adds or takes away: quotes, delimiters, blanks. */
function squash(text: string): string {
  return text.replaceAll(/["'\\,;\s]/g, '')
}

function keyOf(cells: readonly string[]): string {
  return JSON.stringify(cells)
}
