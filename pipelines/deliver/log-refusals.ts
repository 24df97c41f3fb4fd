import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../core/write-file.ts'

/** Something that a page of a report tried to load from outside, and did not get. */
export interface Refusal {
  readonly report: string
  readonly run: string
  readonly locale: string
  /** Of the dimension that the report is split by; null for one of the whole. */
  readonly value: string | null
  readonly address: string
}

/**
 * Enters refusals in `refusals.jsonl`, one a line: nobody watches a run of the schedule. Gives their addresses.
 * @param logs the workspace's folder of logs
 */
export async function logRefusals(logs: string, refusals: readonly Refusal[], at: Date): Promise<string[]> {
  if (refusals.length === 0) return []
  await makeFolder(logs)
  const lines = refusals.map((refusal) => `${JSON.stringify({ at: at.toISOString(), ...refusal })}\n`)
  await appendFile(join(logs, 'refusals.jsonl'), lines.join(''), { flush: true })
  return refusals.map(({ address }) => address)
}
