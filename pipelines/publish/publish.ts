// warehouse ── masked copy ──▶ published/.<run>.building ── counts agree, no .wal, synced ──▶ <run>.duckdb ──▶ current
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import type { Source } from '../core/source-schema.ts'
import { syncFile, syncFolder, writeFileAtomically } from '../core/write-file.ts'
import { buildCubes } from '../metrics/cube/build-cube.ts'
import { writeReadings } from '../metrics/write-readings.ts'
import { withBoundedMemory } from '../warehouse/bounded-memory.ts'
import { openForReading } from '../warehouse/database.ts'
import { execute, identifier, inTransaction, literal, queryRows } from '../warehouse/query.ts'
import { snapshotPath } from '../warehouse/snapshot.ts'
import { enterSnapshot } from '../warehouse/snapshot-ledger.ts'
import { type Privacy, readSqlFolder, type SqlFile } from '../warehouse/sql-file.ts'
import { storageFailure } from '../warehouse/storage-failure.ts'
import { classedFields, privacyOf } from './column-classes.ts'
import { maskingMacros } from './masking-macros.ts'

export interface PublishJob {
  readonly published: string
  readonly runId: string
  readonly maskingKey: string
  /** The mappings, whose classes may ask for more masking than the SQL files do. */
  readonly sources: readonly Pick<Source, 'columns'>[]
  /** Facts with fewer rows get no cube. */
  readonly cubeFrom?: number
  /** What the snapshot says of its run: key → value, in the table `meta.run`. */
  readonly meta: Readonly<Record<string, string>>
}

const FOLDERS = ['2_facts', '4_marts', '5_checks']

/**
 * Publishes facts, marts and checks as a new database that holds no personal data, and moves the pointer to it.
 * A snapshot of the same run id holds the same rows, so an existing one is kept. Throws HY-P-001 where the copy fails
 * its own checks, HY-C-007 where the disk is full or read-only; the pointer then stays where it was.
 */
export async function publish(connection: DuckDBConnection, job: PublishJob): Promise<string> {
  const target = snapshotPath(job.published, job.runId)
  await removeLeftovers(job.published)
  if (!existsSync(target)) {
    const building = join(job.published, `.${job.runId}.building`)
    try {
      const copied = await withBoundedMemory(connection, 'facts', () => buildSnapshot(connection, building, job))
      await checkSnapshot(building, copied)
      await syncFile(building)
      await enterSnapshot(job.published, job.runId, building)
      await rename(building, target)
      await syncFolder(job.published)
    } catch (cause) {
      await removeLeftovers(job.published).catch(() => undefined)
      throw storageFailure(cause, job.published) ?? cause
    }
  }
  await writeFileAtomically(join(job.published, 'current'), `${job.runId}\n`)
  return target
}

/** Removes all snapshots but the newest `keep`, the current one, and those that an issued report rests on. */
export async function pruneSnapshots(published: string, keep: number, issued: ReadonlySet<string>): Promise<string[]> {
  const current = (await readFile(join(published, 'current'), 'utf8')).trim()
  const names = (await readdir(published)).filter((name) => name.endsWith('.duckdb') && !name.startsWith('.'))
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(published, name))).mtimeMs })),
  )
  const old = dated.sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1)).slice(keep)
  const removable = old
    .map(({ name }) => name.replace(/\.duckdb$/, ''))
    .filter((id) => id !== current && !issued.has(id))
  for (const id of removable) await rm(join(published, `${id}.duckdb`), { force: true })
  return removable
}

/** Returns how many rows went into each table. */
async function buildSnapshot(
  connection: DuckDBConnection,
  path: string,
  job: PublishJob,
): Promise<ReadonlyMap<string, number>> {
  const copied = new Map<string, number>()
  for (const macro of maskingMacros(job.maskingKey)) await execute(connection, macro, {}, 'masking macros')
  const classed = classedFields(job.sources)
  await execute(connection, `attach ${literal(path)} as snapshot`)
  try {
    await inTransaction(connection, async () => {
      for (const schema of ['held', 'facts', 'marts', 'checks', 'meta'])
        await execute(connection, `create schema snapshot.${schema}`)
      for (const file of FOLDERS.flatMap(readSqlFolder))
        copied.set(file.name, await copyMasked(connection, file, classed))
      await within(connection, 'snapshot', async () => {
        await buildCubes(connection, job.cubeFrom)
        copied.set('marts.reading', await writeReadings(connection))
      })
      await execute(connection, 'create table snapshot.meta.run (key varchar, value varchar)')
      for (const [key, value] of Object.entries(job.meta)) {
        await execute(connection, 'insert into snapshot.meta.run values ($key, $value)', { key, value })
      }
    })
    await execute(connection, 'checkpoint snapshot')
    return copied
  } finally {
    await execute(connection, 'detach snapshot')
  }
}

/** Copies what of a table may leave, and returns the number of its rows. */
async function copyMasked(
  connection: DuckDBConnection,
  file: SqlFile,
  classed: ReadonlyMap<string, Privacy>,
): Promise<number> {
  const columns = maskedColumns(file, classed)
  if (file.name.startsWith('facts.')) return copyFact(connection, file, columns)
  return copyColumns(connection, file, file.name, columns)
}

/**
 * A fact has a column for whatever any source may give, and most are blank: those that hold something are kept in
 * `held.<fact>`, and the view `facts.<fact>` shows them all.
 */
async function copyFact(
  connection: DuckDBConnection,
  file: SqlFile,
  columns: readonly MaskedColumn[],
): Promise<number> {
  const filled = await filledOf(connection, file, columns)
  const held = filled.length > 0 ? filled : columns
  const table = file.name.replace('facts.', 'held.')
  const rows = filled.length > 0 ? await copyColumns(connection, file, table, held) : 0
  if (filled.length === 0) {
    const declared = columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ')
    await execute(connection, `create table snapshot.${table} (${declared})`, {}, file.path)
  }
  const shown = columns.map((column) => {
    const name = identifier(column.name)
    return held.includes(column) ? name : `cast(null as ${column.type}) as ${name}`
  })
  const view = `create view ${file.name} as select ${shown.join(', ')} from ${table}`
  await within(connection, 'snapshot', () => execute(connection, view, {}, file.path))
  return rows
}

async function copyColumns(
  connection: DuckDBConnection,
  file: SqlFile,
  table: string,
  columns: readonly MaskedColumn[],
): Promise<number> {
  const select = columns.map(({ sql, name }) => `${sql} as ${identifier(name)}`).join(', ')
  const [made] = await queryRows<{ Count: number }>(
    connection,
    `create table snapshot.${table} as select ${select} from ${file.name} order by 1`,
    {},
    file.path,
  )
  return made?.Count ?? 0
}

/** Does work in an attached database as if it were the only one. */
async function within(connection: DuckDBConnection, database: string, work: () => Promise<unknown>): Promise<void> {
  const [home] = await queryRows<{ name: string }>(connection, 'select current_database() as name')
  await execute(connection, `use ${database}`)
  try {
    await work()
  } finally {
    await execute(connection, `use ${identifier(home?.name ?? '')}`)
  }
}

/** The columns of which at least one row holds something. */
async function filledOf(
  connection: DuckDBConnection,
  file: SqlFile,
  columns: readonly MaskedColumn[],
): Promise<MaskedColumn[]> {
  const counts = columns.map(({ name }, index) => `count(${identifier(name)}) as n${index}`)
  const [row] = await queryRows<Record<string, number>>(connection, `select ${counts.join(', ')} from ${file.name}`)
  return columns.filter((_column, index) => (row?.[`n${index}`] ?? 0) > 0)
}

interface MaskedColumn {
  readonly name: string
  readonly type: string
  /** What may leave of it. */
  readonly sql: string
}

/** The columns of a table that may leave, each masked as its header says. */
function maskedColumns(file: SqlFile, classed: ReadonlyMap<string, Privacy>): MaskedColumn[] {
  const secrets = file.columns
    .filter(({ type, privacy, role }) => type === 'VARCHAR' && namesPerson(privacy, role))
    .map((column) => column.name)
  return file.columns.flatMap((declared): MaskedColumn[] => {
    const { name, type } = declared
    const column = identifier(name)
    if (declared.privacy === 'private') return []
    const privacy = privacyOf(declared, classed)
    // Readers know the column by its SQL file: it stays, without its values.
    if (privacy === 'private') return [{ name, type, sql: `cast(null as ${type})` }]
    if (privacy === 'pseudonym') return [{ name, type, sql: `pseudonym(${column})` }]
    if (privacy === 'public') return [{ name, type, sql: column }]
    const withoutSecrets = secrets.reduce(
      (text, secret) => `without(${text}, ${identifier(secret)}, ${literal(secret.replace('customer_', ''))})`,
      column,
    )
    return [{ name, type, sql: `redacted(${withoutSecrets})` }]
  })
}

/** What names a person: free text about the same record may do so too. */
function namesPerson(privacy: Privacy, role: string): boolean {
  return (privacy === 'private' && role === 'text') || privacy === 'pseudonym'
}

/** Opens the finished copy as a reader would, and compares its rows with those that went in. */
async function checkSnapshot(path: string, copied: ReadonlyMap<string, number>): Promise<void> {
  if (existsSync(`${path}.wal`)) throw new HuiyinError('HY-P-001', { reason: 'the snapshot was not checkpointed' })
  await using snapshot = await openForReading(path)
  const counts = [...copied.keys()].map((name) => `select ${literal(name)} as name, count(*) as n from ${name}`)
  const found = await queryRows<{ name: string; n: number }>(snapshot.connection, counts.join(' union all '))
  for (const { name, n } of found) {
    if (n !== copied.get(name)) {
      throw new HuiyinError('HY-P-001', { reason: `${name}: ${n} rows instead of ${copied.get(name)}` })
    }
  }
}

async function removeLeftovers(published: string): Promise<void> {
  for (const name of await readdir(published)) {
    if (/^\..*\.building(\.|$)|^current\.\d+\.tmp$/.test(name)) await rm(join(published, name), { force: true })
  }
}
