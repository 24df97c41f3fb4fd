import type { PageView } from '../page-view.ts'

/** Says so where a filter is set and a number does not follow it: the analysis of a run is of all its cases. */
export function unfiltered({ head, say }: Pick<PageView, 'head' | 'say'>): string {
  const isFiltered = Object.values(head.where).some((values) => values.length > 0)
  return isFiltered ? ` ${say('overview.unfiltered')}` : ''
}
