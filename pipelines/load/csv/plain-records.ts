import { Worker } from 'node:worker_threads'
import { type Census, censusOf } from './census.ts'

/** A UTF-8 text file whose records are to be counted: behind `skipped` lines, `width` cells each. */
export interface CountedFile {
  readonly path: string
  readonly skipped: number
  /** One byte. */
  readonly delimiter: number
  readonly width: number
}

/** What the records of a file come to where every one is plainly written and as wide as it must be. */
export type PlainRecords = Pick<Census, 'records' | 'breaks'>

/** Counts a file's records; undefined where anything about its bytes is odd. */
export async function plainRecords(file: CountedFile): Promise<PlainRecords | undefined> {
  const census = await censusOf(file.path, file.skipped, file.delimiter)
  if (census.hasEdgeBlanks || census.hasEmptyLines || !census.isWellQuoted) return undefined
  if (census.delimiters !== census.records * (file.width - 1)) return undefined
  return { records: census.records, breaks: census.breaks }
}

/** The same on a thread of its own, so that a large file can be read by others meanwhile. */
export function plainRecordsBeside(file: CountedFile): Promise<PlainRecords | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./count-records.ts', import.meta.url), { workerData: file })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
