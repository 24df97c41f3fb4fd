import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sharedAnswers } from '../../../pipelines/dashboard/shared-answers.ts'

const here = () => new AbortController()

test('is made once for all who ask while it is made, and later', async () => {
  const answers = sharedAnswers<number>(4, 2)
  let made = 0
  const make = async () => {
    await wait(5)
    made += 1
    return made
  }
  const asked = [here(), here(), here()].map(({ signal }) => answers.get('a', signal, make))
  expect(await Promise.all(asked)).toEqual([1, 1, 1])
  expect(await answers.get('a', here().signal, make)).toBe(1)
})

test('is stopped when the last who waited gives up, and not before', async () => {
  const answers = sharedAnswers<string>(4, 2)
  let stopped = false
  const make = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      signal.addEventListener('abort', () => {
        stopped = true
        reject(signal.reason)
      })
      setTimeout(() => resolve('done'), 60)
    })
  const [one, two] = [here(), here()]
  const first = answers.get('a', one.signal, make)
  const second = answers.get('a', two.signal, make)
  one.abort(new Error('gone'))
  await wait(1)
  expect(stopped).toBe(false)
  expect(await second).toBe('done')
  await first
  const alone = here()
  const third = answers.get('b', alone.signal, make)
  alone.abort(new Error('gone'))
  await expect(third).rejects.toThrow('gone')
  expect(stopped).toBe(true)
  expect(await answers.get('b', here().signal, async () => 'anew')).toBe('anew')
})

test('forgets what failed, and the oldest beyond its number', async () => {
  const answers = sharedAnswers<number>(2, 2)
  await expect(answers.get('a', here().signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await answers.get('a', here().signal, async () => 1)).toBe(1)
  for (const key of ['b', 'c']) await answers.get(key, here().signal, async () => 2)
  expect(await answers.get('a', here().signal, async () => 3)).toBe(3)
})

test('makes no more at a time than it may, in the order asked', async () => {
  const answers = sharedAnswers<string>(20, 2)
  const begun: string[] = []
  let running = 0
  let most = 0
  const make = (name: string) => async () => {
    begun.push(name)
    running += 1
    most = Math.max(most, running)
    await wait(2)
    running -= 1
    return name
  }
  const gaveUp = here()
  const asked = ['a', 'b', 'c', 'd', 'e'].map((name) =>
    answers.get(name, name === 'd' ? gaveUp.signal : here().signal, make(name)),
  )
  gaveUp.abort(new Error('gone'))
  const ended = await Promise.allSettled(asked)
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect([begun, most]).toEqual([['a', 'b', 'c', 'e'], 2])
})
