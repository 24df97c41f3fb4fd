import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../pipelines/core/temporary-folder.ts'

const MODULE = JSON.stringify(new URL('../../../pipelines/core/temporary-folder.ts', import.meta.url))
const OPEN = `
  import { writeFileSync } from 'node:fs'
  const { temporaryFolder } = await import(${MODULE})
  const { path } = await temporaryFolder('huiyin-temporary-')
  writeFileSync(path + '/decoded.csv', 'somebody’s name')
`

/** A process of its own that has opened a folder and said which. */
async function opened(then: string): Promise<{ child: ChildProcess; folder: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', `${OPEN}${then}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [chunk] = child.stdout === null ? [] : await once(child.stdout, 'data')
  return { child, folder: String(chunk).trim() }
}

test('it is removed, and nothing listens to signals any more', async () => {
  const before = process.listenerCount('SIGINT')
  const [one, other] = [await temporaryFolder('huiyin-temporary-'), await temporaryFolder('huiyin-temporary-')]
  await one.remove()
  expect([existsSync(one.path), existsSync(other.path)]).toEqual([false, true])
  await other.remove()
  expect([existsSync(other.path), process.listenerCount('SIGINT')]).toEqual([false, before])
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the process as ever, and the folder is gone', async (signal) => {
  const { child, folder } = await opened('console.log(path); setInterval(() => {}, 1000)')
  expect(existsSync(folder)).toBe(true)
  child.kill(signal)
  expect(await once(child, 'exit')).toEqual([null, signal])
  expect(existsSync(folder)).toBe(false)
})

test('who listens to the signal decides when the process ends', async () => {
  const listen = `process.once('SIGINT', () => setTimeout(() => { console.log('still there'); process.exit(3) }, 100))`
  const { child, folder } = await opened(`${listen}; console.log(path); setInterval(() => {}, 1000)`)
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([3, null])
  expect(existsSync(folder)).toBe(false)
})
