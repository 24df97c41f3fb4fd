import type { PageHead } from '../api/heads.ts'
import type { PageName } from '../api/pages.ts'
import type { PageRows } from '../api/tables.ts'

/** What a page puts together: the rows of its tables, and what its head says beside the state. */
export interface PageParts<Page extends PageName> {
  readonly rows: PageRows<Page>
  readonly head?: Pick<PageHead, 'vital' | 'before' | 'groups'>
}
