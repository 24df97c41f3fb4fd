import type { SourceRow } from '../figures/record-figures.ts'
import type { Words } from '../words.ts'

type Sums = Pick<SourceRow, 'rows_read' | 'rows_loaded' | 'rows_unchanged' | 'rows_quarantined'>

/** The line that proves that no record got lost: read = loaded + unchanged + quarantined. */
export function recordSums(words: Words, rows: readonly Sums[]): string {
  const sum = (part: keyof Sums) => rows.reduce((total, row) => total + row[part], 0)
  const [read, loaded] = [sum('rows_read'), sum('rows_loaded')]
  const [unchanged, quarantined] = [sum('rows_unchanged'), sum('rows_quarantined')]
  const agrees = read === loaded + unchanged + quarantined
  return words.say(agrees ? 'records.sum' : 'records.sum_differs', {
    read: words.count(read),
    loaded: words.count(loaded),
    unchanged: words.count(unchanged),
    quarantined: words.count(quarantined),
    share: words.share(quarantined, read),
  })
}
