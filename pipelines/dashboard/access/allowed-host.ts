import { isIP } from 'node:net'
import { isLoopback, type Listening } from './listening.ts'

/**
 * Whether a Host header names this server: loopback names, the names of the settings, and, where it listens beyond
 * loopback, any literal address. A name that somebody else pointed here (DNS rebinding) is none of these.
 */
export function isAllowedHost(host: string | undefined, listening: Pick<Listening, 'host' | 'names'>): boolean {
  const match = /^(\[[0-9a-f:.]+\]|[^:/?#@\s]+)(:\d{1,5})?$/i.exec(host ?? '')
  if (match === null) return false
  const name = (match[1] ?? '').replace(/^\[|\]$/g, '').toLowerCase()
  if (['localhost', '127.0.0.1', '::1'].includes(name) || listening.names.includes(name)) return true
  return !isLoopback(listening.host) && isIP(name) !== 0
}
