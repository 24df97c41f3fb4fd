import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HuiyinError } from '../../pipelines/core/errors.ts'
import { verifyReport } from '../../pipelines/report/verify-report.ts'
import { openForWriting } from '../../pipelines/warehouse/database.ts'
import { execute } from '../../pipelines/warehouse/query.ts'
import { type Random, seededRandom } from '../crash/random.ts'
import { TAMPERINGS } from './tampered-copy.ts'

export interface Issued {
  readonly published: string
  readonly runId: string
  /** Reports as they were issued, by what they are called. */
  readonly files: readonly { readonly name: string; readonly pdf: Uint8Array }[]
}

export interface Tampered {
  readonly way: string
  readonly file: string
  /** What `verify` said of it, in short; null where it found nothing. */
  readonly found: string | null
}

/** Changes of the snapshot rather than of a file. */
const SNAPSHOT_CHANGES: Readonly<Record<string, (file: string, random: Random) => Promise<void>>> = {
  'a value in the snapshot': async (file) => {
    const database = await openForWriting(file)
    await execute(database.connection, "update held.survey set nps_score = 0 where answered_on >= date '2026-01-05'")
    database.close()
  },
  'a value in the snapshot that no figure shows': async (file) => {
    const database = await openForWriting(file)
    await execute(database.connection, "update meta.run set value = value || ' ' where key = 'organisation'")
    database.close()
  },
}

/** Makes `count` tampered copies, each way in turn and on each file in turn, and verifies every one. */
export async function tamperCopies(issued: Issued, count: number, seed: number): Promise<Tampered[]> {
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-tamper-'))
  const random = seededRandom(seed)
  const ways = [...Object.keys(TAMPERINGS), ...Object.keys(SNAPSHOT_CHANGES)]
  const done: Tampered[] = []
  try {
    for (let turn = 0; done.length < count; turn += 1) {
      const way = ways[turn % ways.length] ?? ''
      const file = issued.files[Math.floor(turn / ways.length) % issued.files.length]
      if (file === undefined) throw new Error('no report to tamper with')
      const found = await tamperOnce(issued, folder, file.pdf, way, random)
      if (found !== undefined) done.push({ way, file: file.name, found })
    }
    return done
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What `verify` says of a file; null where all is as it was issued. */
export async function verdictOn(published: string, file: string): Promise<string | null> {
  try {
    const { findings } = await verifyReport({ published, file })
    return findings.length === 0 ? null : findings.map(({ kind }) => kind).join(' ')
  } catch (error) {
    if (error instanceof HuiyinError) return error.code
    throw error
  }
}

/** Undefined where the way finds nothing to change in the file, such as a signature in a draft. */
async function tamperOnce(
  issued: Issued,
  folder: string,
  pdf: Uint8Array,
  way: string,
  random: Random,
): Promise<string | null | undefined> {
  const file = join(folder, 'copy.pdf')
  const change = SNAPSHOT_CHANGES[way]
  if (change === undefined) {
    const copy = await TAMPERINGS[way]?.(pdf, random)
    if (copy === undefined) return undefined
    await writeFile(file, copy)
    return await verdictOn(issued.published, file)
  }
  const published = join(folder, 'published')
  await cp(issued.published, published, { recursive: true })
  await change(join(published, `${issued.runId}.duckdb`), random)
  await writeFile(file, pdf)
  return await verdictOn(published, file)
}
