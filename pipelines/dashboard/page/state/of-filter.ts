import type { PageView } from '../page-view.ts'

/** Says so where a filter limits what is told to the segments that it names, each by itself. */
export function ofFilter({ head, say }: Pick<PageView, 'head' | 'say'>): string {
  const isFiltered = Object.values(head.where).some((values) => values.length > 0)
  return isFiltered ? ` ${say('overview.of_filter')}` : ''
}
