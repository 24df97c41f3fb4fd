import type { CubeAsk, SlicedBook } from './cube-ask.ts'
import { periodRuns } from './period-runs.ts'
import type { CubeReader } from './read-cube.ts'
import { addSlice } from './row-slices.ts'

/** Adds the single rows of a range of days to the cells of slices. */
export async function addRows(
  reader: CubeReader,
  ask: CubeAsk,
  range: { readonly from: string; readonly to: string },
  books: readonly SlicedBook[],
): Promise<void> {
  const found = books.length === 0 ? null : await periodRuns(reader, ask, range)
  if (found === null) return
  await Promise.all(books.map((book) => addSlice(reader, ask.columns, found.runs, found.starts, book)))
}
