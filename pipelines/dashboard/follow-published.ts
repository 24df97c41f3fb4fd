import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { currentRunId, openSnapshot, type Snapshot, type SnapshotRun } from '../warehouse/snapshot.ts'
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
  retired: boolean
  /** Stops what nobody asked for. */
  readonly left: AbortController
}

/**
 * Keeps the current snapshot open, opens the next one when the pointer has moved, and closes what is left behind. `warm`
 * is done on each snapshot beside its first requests; what it throws is of no consequence.
 */
export function followPublished(
  published: string,
  warm: (view: SnapshotView) => Promise<unknown> = async () => undefined,
): PublishedSnapshots {
  let current: Holding | undefined

  function hold(runId: string): Holding {
    if (current?.runId === runId) return current
    const opening = openSnapshot(published, runId)
    const holding: Holding = { runId, opening, users: 0, retired: false, left: new AbortController() }
    holding.opening.catch(() => {
      if (current === holding) current = undefined
    })
    if (current !== undefined) retire(current)
    current = holding
    holding.users += 1
    workOn(holding, (view) => stoppable(view.connection, holding.left.signal, () => warm(view))).catch(() => undefined)
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
      connection.closeSync()
    }
  } finally {
    holding.users -= 1
    closeIfIdle(holding)
  }
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
