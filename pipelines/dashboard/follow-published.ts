import { setTimeout as delay } from 'node:timers/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { currentRunId, openSnapshot, type Snapshot, type SnapshotRun } from '../warehouse/snapshot.ts'
import { closeInTurn } from '../warehouse/statement-turns.ts'
import { stoppable } from '../warehouse/stoppable.ts'

/** A snapshot as one request sees it, on a connection of its own. */
export interface SnapshotView {
  readonly run: SnapshotRun
  readonly connection: DuckDBConnection
}

export interface PublishedSnapshots {
  /** The run that the pointer names now. Throws HY-W-004 where nothing was published yet. */
  currentRun(): Promise<string>
  /** Does `work` on the snapshot that the pointer names now; it stays open until the work is done. */
  use<Result>(work: (view: SnapshotView) => Promise<Result>): Promise<Result>
  /** Closes every database as soon as nobody works on it. */
  close(): Promise<void>
}

interface Holding {
  readonly runId: string
  readonly opening: Promise<Snapshot>
  users: number
  /** When the last user left, on the clock of `performance.now()`. */
  leftAt: number
  retired: boolean
  /** Stops what nobody asked for. */
  readonly left: AbortController
}

/** Waits for a moment in which nobody is answered, or for a while at most; tells whether there was one. */
export type Quiet = () => Promise<boolean>

/** Does something on each new snapshot. */
type Warm = (view: SnapshotView, quiet: Quiet) => Promise<unknown>

/** A person who clicks is back by then. */
const QUIET_MS = 600
const PATIENCE_MS = 5000

/**
 * Keeps the current snapshot open, opens the next one when the pointer has moved, and closes what is left behind. `warm`
 * is done on each snapshot beside its first requests; what it throws is of no consequence.
 */
export function followPublished(published: string, warm: Warm = async () => undefined): PublishedSnapshots {
  let current: Holding | undefined

  function hold(runId: string): Holding {
    if (current?.runId === runId) return current
    const opening = openSnapshot(published, runId)
    const left = new AbortController()
    const holding: Holding = { runId, opening, users: 0, leftAt: 0, retired: false, left }
    holding.opening.catch(() => {
      if (current === holding) current = undefined
    })
    if (current !== undefined) retire(current)
    current = holding
    holding.users += 1
    const warming = (view: SnapshotView) =>
      stoppable(view.connection, left.signal, () => warm(view, () => quietMoment(holding)))
    workOn(holding, warming).catch(() => undefined)
    return holding
  }

  return {
    currentRun: () => currentRunId(published),
    use: async (work) => workOn(await borrow(published, hold), work),
    async close() {
      if (current !== undefined) retire(current)
      current = undefined
    },
  }
}

/** Does work on a connection of its own, and counts its user out. */
async function workOn<Result>(holding: Holding, work: (view: SnapshotView) => Promise<Result>): Promise<Result> {
  try {
    const snapshot = await holding.opening
    const connection = await snapshot.database.connect()
    try {
      return await work({ run: snapshot.run, connection })
    } finally {
      await closeInTurn(connection)
    }
  } finally {
    holding.users -= 1
    holding.leftAt = performance.now()
    closeIfIdle(holding)
  }
}

/** Waits until nobody but who waits has used a snapshot for a moment. */
async function quietMoment(holding: Holding): Promise<boolean> {
  const isBusy = () => holding.users > 1 || performance.now() - holding.leftAt < QUIET_MS
  for (const until = performance.now() + PATIENCE_MS; isBusy() && performance.now() < until; ) {
    if (holding.retired) return false
    await delay(50, undefined, { ref: false })
  }
  return !isBusy()
}

/** Counts a user in. A snapshot that was pruned between reading the pointer and opening is looked up once more. */
async function borrow(published: string, hold: (runId: string) => Holding): Promise<Holding> {
  for (let attempt = 0; ; attempt += 1) {
    const holding = hold(await currentRunId(published))
    holding.users += 1
    try {
      await holding.opening
      return holding
    } catch (error) {
      holding.users -= 1
      if (attempt === 1 || !(error instanceof HuiyinError) || error.code !== 'HY-V-003') throw error
    }
  }
}

function retire(holding: Holding): void {
  holding.retired = true
  holding.left.abort(new Error('another snapshot is current'))
  closeIfIdle(holding)
}

function closeIfIdle(holding: Holding): void {
  if (!holding.retired || holding.users > 0) return
  holding.opening.then(
    (snapshot) => snapshot.close(),
    () => undefined,
  )
}
