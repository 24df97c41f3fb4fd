import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { HuiyinError } from '../../core/errors.ts'
import type { Settings } from '../../core/settings-schema.ts'

/** Where the dashboard listens, and what it asks of those who come. */
export interface Listening {
  readonly host: string
  readonly port: number
  /** False only where none but this machine can come. */
  readonly asksForLogin: boolean
  /** Names under which it may be addressed, beside literal addresses where it listens beyond loopback. */
  readonly names: readonly string[]
  readonly trustedProxies: readonly string[]
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | undefined
}

type DashboardSettings = Settings['dashboard']

/**
 * What settings and options come to. Throws HY-D-002 where others than this machine could come and there is no user,
 * HY-D-003 where certificate or key cannot be read.
 */
export async function listeningOf(
  settings: DashboardSettings,
  chosen: { readonly host?: string | undefined; readonly port?: number | undefined },
  users: { count(): Promise<number> },
): Promise<Listening> {
  const host = chosen.host ?? settings.host
  const isAlone = isLoopback(host) && settings.trusted_proxies.length === 0 && settings.names.length === 0
  const asksForLogin = !isAlone || settings.login === 'always'
  if (asksForLogin && (await users.count()) === 0) throw new HuiyinError('HY-D-002', { host })
  return {
    host,
    port: chosen.port ?? settings.port,
    asksForLogin,
    names: [...settings.names, ...(isIP(host) === 0 ? [host] : [])].map((name) => name.toLowerCase()),
    trustedProxies: settings.trusted_proxies,
    tls:
      settings.tls === undefined
        ? undefined
        : { cert: await secretFile(settings.tls.cert), key: await secretFile(settings.tls.key) },
  }
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

async function secretFile(path: string): Promise<Buffer> {
  return await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new HuiyinError('HY-D-003', { path, reason: cause.code ?? cause.message }, { cause })
  })
}
