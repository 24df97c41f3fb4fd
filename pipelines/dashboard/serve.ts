import type { AddressInfo } from 'node:net'
import { type Effects, realEffects } from '../core/effects.ts'
import { HuiyinError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { followPublished } from './follow-published.ts'
import { pageScript } from './page-files.ts'
import { buildServer } from './server.ts'

export interface DashboardOptions {
  /** The workspace's folder of snapshots; it may still be empty. */
  readonly published: string
  readonly host: '127.0.0.1' | 'localhost' | '::1'
  /** 0 takes any free port. */
  readonly port: number
  /** The language for browsers that ask for none of ours. */
  readonly locale: Locale
  readonly effects?: Effects
}

export interface RunningDashboard {
  readonly url: string
  /** Lets requests under way end, then closes port and database. */
  close(): Promise<void>
}

/**
 * Serves the dashboard from what `published/current` names, and follows that pointer from request to request.
 * Throws HY-D-001 where the port is taken.
 */
export async function startDashboard(options: DashboardOptions): Promise<RunningDashboard> {
  const snapshots = followPublished(options.published)
  const { progress } = options.effects ?? realEffects
  const server = buildServer({ snapshots, locale: options.locale, progress })
  try {
    await server.listen({ host: options.host, port: options.port })
  } catch (cause) {
    await server.close()
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause
    throw new HuiyinError('HY-D-001', { port: options.port }, { cause })
  }
  pageScript().catch((error: unknown) => progress(`dashboard: ${String(error)}`))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `http://${options.host === '::1' ? '[::1]' : options.host}:${port}/`,
    close: async () => {
      await server.close()
      await snapshots.close()
    },
  }
}
