import type { DuckDBConnection } from '@duckdb/node-api'
import { bindOnce, execute, literal } from '../warehouse/query.ts'
import { codedFields } from '../warehouse/staging-file.ts'
import { createCells, fieldsPresent, incomingSql } from './incoming.ts'
import { insertOf, type StageJob } from './insert-rows.ts'
import { createSortTables } from './stage.ts'
import { stagingMacros } from './staging-macros.ts'
import type { Ready, ReadyStage, StagingWork } from './staging-work.ts'

const KEPT_ROWS = 200_000

/** Nothing yet. */
export function nothingReady(): Ready {
  return { macros: new Set(), generation: 0, stages: new Map() }
}

/** The source's macros, made once a connection, and the fields that the file gives. */
export async function stageJob(work: StagingWork): Promise<StageJob> {
  const { connection, source, staging, table, ready } = work
  const ending = `_${work.mappingHash.slice(0, 12)}`
  if (!ready.macros.has(ending)) {
    const lists = new Set(codedFields(staging).values())
    const macros = stagingMacros(source, work.timezone, lists, ending)
    await execute(connection, macros.join(';\n'), {}, 'staging macros')
    ready.macros.add(ending)
    ready.generation += 1
  }
  return { source, staging, present: fieldsPresent(source, table.header), ending }
}

/** Puts the file's records into their table of cells, one by one, and from there into the table of their source. */
export async function insertCells(work: StagingWork): Promise<{ table: string; cells: string; read: number }> {
  const { connection, ready, table } = work
  const key = `${work.mappingHash} ${[...table.header.positions.keys()].join()}`
  const stage = ready.stages.get(key) ?? (await newStage(work))
  ready.stages.set(key, stage)
  const read = await table.fill(stage.cells)
  stage.rows += read
  await startBatch(work)
  const insert = await boundInsert(work, stage)
  await execute(connection, `delete from ${insert.table} where batch_no = ${work.batchNo}`)
  await insert.run()
  return { table: insert.table, cells: stage.cells, read }
}

async function newStage({ connection, ready, table }: StagingWork): Promise<ReadyStage> {
  ready.generation += 1
  const cells = `cells_${ready.generation}`
  await createCells(connection, cells, table.header)
  return { cells, rows: 0 }
}

async function boundInsert(work: StagingWork, stage: ReadyStage): Promise<NonNullable<ReadyStage['insert']>> {
  const { connection, ready, source, staging, table } = work
  if (stage.insert?.generation === ready.generation) return stage.insert
  stage.insert?.close()
  const incoming = incomingSql(source, staging, table.header, cellsOfBatch(stage.cells))
  const insert = await insertOf(connection, await stageJob(work), incoming)
  await createSortTables(connection)
  const bound = await bindOnce(connection, insert.sql, staging.path)
  stage.insert = { ...bound, table: insert.table, generation: ready.generation }
  return stage.insert
}

/** A query that gives the records of the batch under way, with its number and its instant. */
export function cellsOfBatch(cells: string): string {
  return `select loading.batch_no, loading.exported_at, ${cells}.* from ${cells} cross join loading`
}

/** Which batch it is stands in a table, since a statement with parameters is bound at each run. */
async function startBatch({ connection, batchNo, exportedAt }: StagingWork): Promise<void> {
  const exported = exportedAt === null ? 'null' : literal(exportedAt)
  await execute(
    connection,
    `create temp table if not exists loading (batch_no integer, exported_at timestamptz);
     delete from loading;
     insert into loading values (${batchNo}, ${exported})`,
  )
}

/** Lets go of what stands ready: of everything, or of what has grown large. */
export async function letGo(connection: DuckDBConnection, ready: Ready, isAll: boolean): Promise<void> {
  for (const [key, stage] of ready.stages) {
    if (!isAll && stage.rows < KEPT_ROWS) continue
    stage.insert?.close()
    ready.stages.delete(key)
    await execute(connection, `drop table if exists ${stage.cells}`)
    ready.generation += 1
  }
}
