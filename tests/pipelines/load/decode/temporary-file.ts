import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Sample } from '../../../../pipelines/load/decode/read-sample.ts'

/** A folder that goes when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-decode-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A file with these bytes, in a folder that goes when the test is over. */
export async function temporaryFile(bytes: Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'export.csv')
  await writeFile(path, bytes)
  return path
}

export type Part = string | readonly number[] | Uint8Array

/** Text in UTF-8 and byte values, put together. */
export function bytesOf(...parts: readonly Part[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? Buffer.from(part, 'utf8') : part)]))
}

/** A sample that is the whole of a file with these bytes. */
export function sampleOf(bytes: Uint8Array): Sample {
  return { size: bytes.length, isWhole: true, pieces: [{ offset: 0, bytes }] }
}
