import { type Database, openForWriting } from '../../../pipelines/warehouse/database.ts'
import { execute } from '../../../pipelines/warehouse/query.ts'
import { readSqlFolder } from '../../../pipelines/warehouse/sql-file.ts'

/** A database in memory with the facts as empty tables, by their headers, for analyses of rows that a test makes up. */
export async function factsInMemory(): Promise<Database> {
  const database = await openForWriting(':memory:')
  await execute(database.connection, 'create schema facts')
  for (const file of readSqlFolder('2_facts')) {
    const columns = file.columns.map(({ name, type }) => `"${name}" ${type}`)
    await execute(database.connection, `create table ${file.name} (${columns.join(', ')})`)
  }
  return database
}
