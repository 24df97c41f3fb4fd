import type { Locale } from '../core/locale.ts'
import type { PublishedSnapshots } from './follow-published.ts'

/** What the routes work with. */
export interface ServerParts {
  readonly snapshots: PublishedSnapshots
  readonly locale: Locale
  readonly progress: (line: string) => void
}
