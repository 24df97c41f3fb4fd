import { HuiyinError } from '../core/errors.ts'

export interface Job {
  readonly name: string
  /** Does the work that was due at an instant. */
  work(due: Date): Promise<void>
}

export interface WorkQueue {
  /** Has the job done once for `due`; where it waits already, once for the later instant instead. */
  add(job: Job, due: Date): void
  /** Starts nothing more; settles when the running work has ended. */
  stop(): Promise<void>
}

/** Does one job at a time, in the order they came. A job that fails is logged and does not keep the next from running. */
export function startQueue(log: (line: string) => void): WorkQueue {
  const waiting = new Map<Job, Date>()
  let isStopped = false
  let working: Promise<void> | undefined

  async function workOff(): Promise<void> {
    for (let next = takeFirst(waiting); next !== undefined; next = isStopped ? undefined : takeFirst(waiting)) {
      await workOnce(next[0], next[1], log)
    }
    working = undefined
  }

  return {
    add(job, due) {
      if (isStopped) return
      const earlier = waiting.get(job)
      waiting.set(job, due)
      if (earlier !== undefined) log(`${job.name}: due ${earlier.toISOString()} is merged into ${due.toISOString()}`)
      else if (working !== undefined) log(`${job.name}: due ${due.toISOString()}, waits for the running work`)
      working ??= workOff()
    },
    async stop() {
      isStopped = true
      for (const [job, due] of waiting) log(`${job.name}: due ${due.toISOString()} is not started`)
      waiting.clear()
      await working
    },
  }
}

async function workOnce(job: Job, due: Date, log: (line: string) => void): Promise<void> {
  const at = `due ${due.toISOString()}`
  log(`${job.name}: ${at}, starts`)
  try {
    await job.work(due)
    log(`${job.name}: ${at}, done`)
  } catch (error) {
    log(`${job.name}: ${at}, failed: ${failure(error)}`)
  }
}

/** Code and details, on one line. */
function failure(error: unknown): string {
  if (error instanceof HuiyinError) return error.message
  return `internal ${error instanceof Error ? error.message : String(error)}`.replaceAll(/\s+/g, ' ')
}

function takeFirst(waiting: Map<Job, Date>): [Job, Date] | undefined {
  const [first] = waiting
  if (first !== undefined) waiting.delete(first[0])
  return first
}
