import { expect, test } from 'vitest'
import { recent } from '../../../pipelines/dashboard/recent.ts'

test('makes a result once, also while it is under way', async () => {
  const remembered = recent<number>(2)
  let made = 0
  const make = async () => ++made
  expect(await Promise.all([remembered('a', make), remembered('a', make)])).toEqual([1, 1])
  expect(await remembered('a', make)).toBe(1)
})

test('forgets the one that was not asked for longest', async () => {
  const remembered = recent<string>(2)
  await remembered('a', async () => 'first')
  await remembered('b', async () => 'b')
  await remembered('a', async () => 'again')
  await remembered('c', async () => 'c')
  expect(await remembered('a', async () => 'again')).toBe('first')
  expect(await remembered('b', async () => 'made anew')).toBe('made anew')
})

test('does not remember failures', async () => {
  const remembered = recent<string>(2)
  await expect(remembered('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await remembered('a', async () => 'now')).toBe('now')
})
