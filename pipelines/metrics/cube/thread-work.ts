import { type CountedCells, type CountWork, countedCells } from './count-cells.ts'
import { type FilterWork, filteredRows, type OrderWork, orderedRows } from './row-order.ts'
import { type ValueCells, type ValueWork, valueCells } from './value-cells.ts'

/** Work over the rows of a cube: columns are shared with the thread that does it, everything else is copied. */
export type ThreadWork = CountWork | ValueWork | OrderWork | FilterWork
export type DoneOf<Work extends ThreadWork> = Work extends CountWork
  ? CountedCells
  : Work extends ValueWork
    ? ValueCells[]
    : Uint32Array

/** Does the work on the thread that asks. */
export function doWork<Work extends ThreadWork>(work: Work): DoneOf<Work> {
  return workOf(work) as DoneOf<Work>
}

function workOf(work: ThreadWork): CountedCells | ValueCells[] | Uint32Array {
  switch (work.kind) {
    case 'count':
      return countedCells(work)
    case 'values':
      return valueCells(work)
    case 'order':
      return orderedRows(work)
    case 'filter':
      return filteredRows(work)
  }
}

/** How many values are looked at, roughly. */
export function sizeOfWork(work: ThreadWork): number {
  if (work.kind === 'order') return work.days.length
  if (work.kind === 'filter') return (work.to - work.from) * work.filters.length
  const rows = (work.runs.bounds.at(-1) ?? 0) - (work.runs.bounds[0] ?? 0)
  if (work.kind === 'values') return rows * (work.slices.length + work.columns.length * (work.slices.length + 1))
  return rows * (work.keys.length + work.counted.length)
}
