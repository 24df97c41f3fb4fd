import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { execute, queryRows } from '../../../pipelines/warehouse/query.ts'
import { closeInTurn } from '../../../pipelines/warehouse/statement-turns.ts'
import { stoppable } from '../../../pipelines/warehouse/stoppable.ts'

const MINUTES = 'select count(*) as n from range(400000000) as a cross join range(400000) as b'
const TENTH =
  'select count(*) as n from range(3000) as a cross join range(10000) as b where (a.range + b.range) % 7 = 0'

test('a connection is closed when the statements on it have ended, though their work has failed already', async () => {
  await using database = await openForWriting(':memory:')
  for (let round = 0; round < 3; round += 1) {
    const connection = await database.connect()
    const slow = queryRows<{ n: number }>(connection, TENTH, {})
    const failed = Promise.all([queryRows(connection, 'select nothing'), slow])
    await expect(failed).rejects.toMatchObject({ code: 'HY-W-002' })
    const late = expect(execute(connection, 'select 1')).rejects.toThrow('closed')
    await closeInTurn(connection)
    await late
    expect((await slow)[0]?.n).toBeGreaterThan(4_000_000)
    await expect(queryRows(connection, 'select 2')).rejects.toThrow('closed')
  }
})

test('what was stopped begins no statement that waited for its turn', async () => {
  await using database = await openForWriting(':memory:')
  const connection = await database.connect()
  const stop = new AbortController()
  const asked = [queryRows(connection, MINUTES), queryRows(connection, MINUTES), queryRows(connection, MINUTES)]
  const settled = Promise.allSettled(asked)
  const work = stoppable(connection, stop.signal, async () => {
    await settled
    return Promise.all(asked)
  })
  await wait(50)
  stop.abort(new Error('gone'))
  await expect(work).rejects.toThrow('gone')
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  await closeInTurn(connection)
}, 20_000)
