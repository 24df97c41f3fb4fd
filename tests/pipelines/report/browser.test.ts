import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { HuiyinError } from '../../../pipelines/core/errors.ts'
import { type OpenedBrowser, openBrowser } from '../../../pipelines/report/browser.ts'

const hasProc = existsSync('/proc/self/environ')

test('opens a browser that is new enough, and says which', async () => {
  const opened = await openBrowser()
  try {
    expect(opened.version).toMatch(/Chrome\/\d{3}\.\d+/)
    expect(opened.sandboxed).toBe(process.getuid?.() !== 0)
  } finally {
    await opened.close()
  }
})

test.each(['close', 'kill'] as const)('%s leaves no profile and no process', async (end) => {
  const opened = await openBrowser()
  const { pid, profile } = processOf(opened)
  expect(existsSync(profile)).toBe(true)
  await opened[end]()
  await opened[end]()
  expect(existsSync(profile)).toBe(false)
  expect(await livingInGroup(pid)).toEqual([])
})

test('a browser that is named and does not start is an error with its path', async () => {
  const error = await openBrowser({ ...process.env, HUIYIN_CHROMIUM: '/nowhere/chrome' }).catch(
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(HuiyinError)
  expect(error).toMatchObject({ code: 'HY-R-001', details: { reason: expect.stringContaining('/nowhere/chrome') } })
})

test.runIf(hasProc)('passwords in the environment do not reach the browser', async () => {
  const opened = await openBrowser({ ...process.env, SMTP_PASSWORD: 'canary-7f3a' })
  try {
    const environment = readFileSync(`/proc/${processOf(opened).pid}/environ`, 'utf8')
    expect(environment).toContain('FONTCONFIG_FILE=')
    expect(environment).not.toContain('canary-7f3a')
  } finally {
    await opened.close()
  }
})

test.runIf(hasProc)('ends with the program that opened it, even when that is killed', async () => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', OPEN_AND_WAIT], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { pid, profile } = JSON.parse(await firstOutput(parent)) as { pid: number; profile: string }
  expect((await livingInGroup(pid)).length).toBeGreaterThan(0)
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  expect(await livingInGroup(pid)).toEqual([])
  await rm(profile, { recursive: true, force: true })
})

test.runIf(hasProc)('a signal that ends the program ends the browser, and its profile is gone', async () => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', OPEN_AND_WAIT], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { pid, profile } = JSON.parse(await firstOutput(parent)) as { pid: number; profile: string }
  expect(existsSync(profile)).toBe(true)
  parent.kill('SIGINT')
  expect(await once(parent, 'exit')).toEqual([null, 'SIGINT'])
  expect([await livingInGroup(pid), existsSync(profile)]).toEqual([[], false])
})

const OPEN_AND_WAIT = `
  const { openBrowser } = await import(${JSON.stringify(new URL('../../../pipelines/report/browser.ts', import.meta.url))})
  const opened = await openBrowser()
  await opened.browser.newPage()
  const { pid, spawnargs } = opened.browser.process()
  console.log(JSON.stringify({ pid, profile: spawnargs.find((flag) => flag.startsWith('--user-data-dir=')).slice(16) }))
  setInterval(() => {}, 1000)
`

async function firstOutput(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no output to read')
  const [chunk] = await once(child.stdout, 'data')
  return String(chunk)
}

function processOf({ browser }: OpenedBrowser): { pid: number; profile: string } {
  const child = browser.process()
  const flag = child?.spawnargs.find((argument) => argument.startsWith('--user-data-dir='))
  if (child?.pid === undefined || flag === undefined) throw new Error('the browser has no process')
  return { pid: child.pid, profile: flag.slice('--user-data-dir='.length) }
}

/** Processes of the group that are left after at most 3 s, without those that only wait to be reaped. */
async function livingInGroup(group: number): Promise<string[]> {
  if (!hasProc) return []
  for (let tries = 0; ; tries++) {
    const living = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isLivingMember(pid, group))
    if (living.length === 0 || tries === 30) return living
    await sleep(100)
  }
}

/** Fields of /proc/PID/stat behind the name in brackets: state, parent, group. */
function isLivingMember(pid: string, group: number): boolean {
  try {
    const [state, , pgrp] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return Number(pgrp) === group && state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}
