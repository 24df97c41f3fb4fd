import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'

const subject = new URL('../../../pipelines/schedule/stop-signal.ts', import.meta.url).href
const program = `
  import { untilStopped } from ${JSON.stringify(subject)}
  const busy = setInterval(() => {}, 1000)
  const stopped = untilStopped()
  console.log('ready')
  console.log('stopping', await stopped)
  setTimeout(() => clearInterval(busy), Number(process.argv[1]))
`

/** Starts a process that stops `graceMs` after the first signal. */
async function start(graceMs: number) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, String(graceMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (piece: Buffer) => {
    output += piece.toString()
  })
  await once(child.stdout, 'data')
  return { child, closed: once(child, 'close'), output: () => output }
}

describe.concurrent('stop signals', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s, also when npm sends it twice, ends gracefully', async (signal) => {
    const { child, closed, output } = await start(300)
    child.kill(signal)
    await sleep(50)
    child.kill(signal)
    expect(await closed).toEqual([0, null])
    expect(output()).toBe(`ready\nstopping ${signal}\n`)
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('a second %s ends at once with %i', async (signal, status) => {
    const { child, closed } = await start(60_000)
    child.kill('SIGTERM')
    await sleep(700)
    child.kill(signal)
    expect(await closed).toEqual([status, null])
  })
})
