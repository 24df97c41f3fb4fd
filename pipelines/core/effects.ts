import type { WorkCounter } from './work-counter.ts'

/** What touches the world and is not a file or a database: replaced in tests. */
export interface Effects {
  /** The present, for the ledger and as the default as-of of a run; never read by SQL or analysis. */
  now(): Date
  /** One line for a person who watches the work; never a result. */
  progress(line: string): void
  /** How far the file is that is worked on; undefined when it is done. Absent where nobody watches. */
  readonly meter?: (counter: WorkCounter | undefined) => void
  /** Stops the work under way, for the reason that it holds. Absent where nothing can. */
  readonly stop?: AbortSignal
  readonly env: Readonly<Record<string, string | undefined>>
}

export const realEffects: Effects = {
  now: () => new Date(),
  progress: (line) => process.stderr.write(`${line}\n`),
  env: process.env,
}
