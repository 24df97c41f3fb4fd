import type { Effects } from '../core/effects.ts'
import type { Locale } from '../core/locale.ts'
import type { AccessLog } from './access/access-log.ts'
import type { KnownUsers } from './access/known-users.ts'
import type { Listening } from './access/listening.ts'
import type { Sessions } from './access/sessions.ts'
import type { PublishedSnapshots } from './follow-published.ts'

/** What the routes work with. */
export interface ServerParts {
  readonly snapshots: PublishedSnapshots
  readonly locale: Locale
  readonly effects: Pick<Effects, 'now' | 'progress'>
  readonly listening: Listening
  readonly users: KnownUsers
  readonly sessions: Sessions
  readonly log: AccessLog
  /** The folder of the access log. */
  readonly logs: string
}
