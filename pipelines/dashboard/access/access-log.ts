import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canonicalJson, sha256 } from '../../core/hash.ts'
import type { Role } from '../api/heads.ts'

/** What somebody did that has to be remembered. */
export interface AccessEvent {
  readonly event: 'cases' | 'export' | 'login' | 'login_failed' | 'logout'
  /** Null on loopback without login. */
  readonly name: string | null
  readonly role: Role | null
  readonly department: string | null
  readonly address: string
  readonly run_id: string | null
  /** Range, filters, metric and part, or the page and table. */
  readonly query: Readonly<Record<string, unknown>> | null
  readonly rows: number | null
}

/** An event as it stands in the log; `hash` is that of all else, the hash of the entry before it included. */
export interface AccessEntry extends AccessEvent {
  readonly at: string
  readonly previous: string
  readonly hash: string
}

export interface AccessLog {
  /** Enters an event and makes it durable; what it tells of must not be sent before. */
  enter(event: AccessEvent, at: Date): Promise<void>
}

const FIRST = '0'.repeat(64)
const TAIL_BYTES = 65_536

export function accessLogFile(logs: string): string {
  return join(logs, 'dashboard-access.jsonl')
}

/** The log of a workspace, which is only ever added to: a line an event, each with the hash of the line before. */
export function accessLog(logs: string): AccessLog {
  const path = accessLogFile(logs)
  let last: Promise<unknown> = Promise.resolve()
  return {
    enter(event, at) {
      const entered = last.then(() => append(path, event, at))
      last = entered.catch(() => undefined)
      return entered
    },
  }
}

/** The hash of an entry's content. */
export function entryHash(entry: Omit<AccessEntry, 'hash'>): string {
  return sha256(canonicalJson(entry))
}

async function append(path: string, event: AccessEvent, at: Date): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'a+')
  try {
    const { previous, isTorn } = await lastHash(file)
    const entry = { ...event, at: at.toISOString(), previous }
    const line = JSON.stringify({ ...entry, hash: entryHash(entry) })
    // What a crash left unfinished stays as a line of its own, which `huiyin access` names.
    await file.appendFile(`${isTorn ? '\n' : ''}${line}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function lastHash(file: Awaited<ReturnType<typeof open>>): Promise<{ previous: string; isTorn: boolean }> {
  const { size } = await file.stat()
  const start = Math.max(0, size - TAIL_BYTES)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start)
  const text = buffer.toString('utf8', 0, bytesRead)
  for (const line of text.split('\n').toReversed()) {
    const hash = /"hash":"([0-9a-f]{64})"\}$/.exec(line)?.[1]
    if (hash !== undefined) return { previous: hash, isTorn: size > 0 && !text.endsWith('\n') }
  }
  return { previous: FIRST, isTorn: size > 0 && !text.endsWith('\n') }
}
