import type { Columns, RowOf } from './api/columns.ts'
import type { PageHead } from './api/heads.ts'
import type { PageName } from './api/pages.ts'
import { PAGE_TABLES } from './api/tables.ts'
import { arrowStream } from './arrow-stream.ts'
import type { Asking } from './asking.ts'
import { complaintsPage } from './pages/complaints.ts'
import { explorePage } from './pages/explore.ts'
import { improvementPage } from './pages/improvement.ts'
import { normsPage } from './pages/norms.ts'
import { overviewPage } from './pages/overview.ts'
import type { PageParts } from './pages/page-parts.ts'
import { qualityPage } from './pages/quality.ts'
import { satisfactionPage } from './pages/satisfaction.ts'
import { signalsPage } from './pages/signals.ts'
import { timelinessPage } from './pages/timeliness.ts'
import { checkPage } from './viewer.ts'

/** A page's numbers: its head, and for each table its columns and rows. */
export interface PageAnswered {
  readonly head: PageHead
  readonly tables: readonly NamedTable[]
}

export interface NamedTable {
  readonly name: string
  readonly columns: Columns
  readonly rows: readonly RowOf<Columns>[]
}

const MAKERS: { readonly [Page in PageName]: (asking: Asking, isWhole: boolean) => Promise<PageParts<Page>> } = {
  overview: overviewPage,
  complaints: complaintsPage,
  timeliness: timelinessPage,
  satisfaction: satisfactionPage,
  signals: signalsPage,
  improvement: improvementPage,
  norms: normsPage,
  quality: qualityPage,
  explore: explorePage,
}

/**
 * All numbers of a page for one state of its filters, limited to what the viewer may see. Throws HY-M-001/002/003, and a
 * refusal where the page is not the viewer's.
 * @param isWhole sends also what is too much for a page: all groups of Explore
 */
export async function pageTables(asking: Asking, isWhole = false): Promise<PageAnswered> {
  const { page } = asking.state
  checkPage(asking.viewer, page)
  const { rows, head } = await MAKERS[page](asking, isWhole)
  const columns: Readonly<Record<string, Columns>> = PAGE_TABLES[page]
  const found = rows as Readonly<Record<string, readonly RowOf<Columns>[]>>
  return {
    head: { ...headOf(asking), ...head },
    tables: Object.entries(columns).map(([name, shape]) => ({ name, columns: shape, rows: found[name] ?? [] })),
  }
}

/** The tables as Arrow IPC streams under their names. */
export function streamsOf(tables: readonly NamedTable[]): Map<string, Uint8Array> {
  return new Map(tables.map(({ name, columns, rows }) => [name, arrowStream(columns, rows)]))
}

export function headOf({ run, state, where, leftOut }: Asking): PageHead {
  const { page, from, to, period, metrics, by } = state
  const left_out = [...leftOut].sort()
  return { page, run_id: run.runId, as_of: run.asOf, from, to, period, metrics, by, where, left_out }
}
