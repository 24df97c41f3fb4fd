import { randomBytes } from 'node:crypto'
import { sha256 } from '../../core/hash.ts'

/** Who is logged in, in memory only: a restart asks everybody again. */
export interface Sessions {
  /** Begins a session and gives its secret, for the cookie. */
  begin(name: string, now: Date): string
  /** The name of a session's user; undefined where it has ended. */
  nameOf(secret: string, now: Date): string | undefined
  end(secret: string): void
}

/** Sessions end so long after their beginning, and so long after their last request. */
const LONGEST_MS = 12 * 3_600_000
const IDLE_MS = 2 * 3_600_000
const MOST_SESSIONS = 10_000

interface Session {
  readonly name: string
  readonly begun: number
  seen: number
}

export function sessions(): Sessions {
  const known = new Map<string, Session>()
  const isOver = ({ begun, seen }: Session, at: number) => at - begun > LONGEST_MS || at - seen > IDLE_MS

  function sweep(at: number): void {
    for (const [key, session] of known) if (isOver(session, at)) known.delete(key)
    for (const key of known.keys()) {
      if (known.size < MOST_SESSIONS) return
      known.delete(key)
    }
  }

  return {
    begin(name, now) {
      sweep(now.getTime())
      const secret = randomBytes(32).toString('base64url')
      known.set(sha256(secret), { name, begun: now.getTime(), seen: now.getTime() })
      return secret
    },
    nameOf(secret, now) {
      const session = known.get(sha256(secret))
      if (session === undefined) return undefined
      if (isOver(session, now.getTime())) {
        known.delete(sha256(secret))
        return undefined
      }
      session.seen = now.getTime()
      return session.name
    },
    end(secret) {
      known.delete(sha256(secret))
    },
  }
}
