import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { type Effects, realEffects } from '../core/effects.ts'
import { HuiyinError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import type { Settings } from '../core/settings-schema.ts'
import { accessLog } from './access/access-log.ts'
import { knownUsers } from './access/known-users.ts'
import { type Listening, listeningOf } from './access/listening.ts'
import { sessions } from './access/sessions.ts'
import { userFile } from './access/user-file.ts'
import { followPublished } from './follow-published.ts'
import { pageScripts } from './page-files.ts'
import { buildServer } from './server.ts'
import { warmSnapshot } from './warm-snapshot.ts'

export interface DashboardOptions {
  /** The workspace's folder of snapshots; it may still be empty. Users and access log stand in the folder around it. */
  readonly published: string
  /** An address or name to listen on, and a port (0 takes any free one), where they are not those of the settings. */
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly settings?: Partial<Settings['dashboard']>
  /** The language for browsers that ask for none of ours. */
  readonly locale: Locale
  readonly effects?: Effects
}

export interface RunningDashboard {
  readonly url: string
  /** Whether passwords and cases cross a network in clear text. */
  readonly isInClear: boolean
  /** Lets requests under way end, then closes port and database. */
  close(): Promise<void>
}

const DEFAULTS: Settings['dashboard'] = {
  host: '127.0.0.1',
  port: 4646,
  login: 'auto',
  names: [],
  trusted_proxies: [],
}

/**
 * Serves the dashboard from what `published/current` names, and follows that pointer from request to request.
 * Throws HY-D-001 where the port is taken, HY-D-002 where others could come and nobody could log in, HY-D-003 where the
 * certificate cannot be read.
 */
export async function startDashboard(options: DashboardOptions): Promise<RunningDashboard> {
  const workspace = dirname(options.published)
  const effects = options.effects ?? realEffects
  const users = knownUsers(userFile(workspace))
  const listening = await listeningOf({ ...DEFAULTS, ...options.settings }, options, users)
  const snapshots = followPublished(options.published, warmSnapshot)
  const logs = join(workspace, 'logs')
  const server = buildServer({
    snapshots,
    locale: options.locale,
    effects,
    listening,
    users,
    sessions: sessions(),
    log: accessLog(logs),
    logs,
  })
  try {
    await server.listen({ host: listening.host, port: listening.port })
  } catch (cause) {
    await server.close()
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause
    throw new HuiyinError('HY-D-001', { port: listening.port }, { cause })
  }
  // Opens the snapshot, where there is one already.
  snapshots.use(async () => undefined).catch(() => undefined)
  pageScripts().catch((error: unknown) => effects.progress(`dashboard: ${String(error)}`))
  const { port } = server.server.address() as AddressInfo
  return {
    url: urlOf(listening, port),
    isInClear: listening.asksForLogin && listening.tls === undefined && listening.trustedProxies.length === 0,
    close: async () => {
      await server.close()
      await snapshots.close()
    },
  }
}

function urlOf({ host, tls }: Listening, port: number): string {
  return `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}/`
}
