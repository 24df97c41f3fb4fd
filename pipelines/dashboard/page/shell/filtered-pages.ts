import type { PageName } from '../../api/pages.ts'

/** Pages of the whole snapshot, which no range or filter changes. */
const WHOLE: readonly PageName[] = ['signals', 'improvement', 'norms', 'quality']

export function isFiltered(page: PageName): boolean {
  return !WHOLE.includes(page)
}
