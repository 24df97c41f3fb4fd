import { expect, test } from 'vitest'
import { chartSvg } from '../../../pipelines/report/chart-svg.ts'
import { charts, chartThread } from '../../../pipelines/report/chart-thread.ts'

const BAR = {
  description: 'one bar',
  data: { values: [{ x: '甲', y: 1 }] },
  mark: 'bar',
  encoding: { x: { field: 'x', type: 'nominal' }, y: { field: 'y', type: 'quantitative' } },
} as const

test('the thread draws what is drawn here, also several charts at once', async () => {
  const locales = ['zh-CN', 'zh-TW', 'en'] as const
  const drawn = await Promise.all(locales.map((locale) => charts.draw(BAR, locale)))
  for (const [index, locale] of locales.entries()) expect(drawn[index]).toBe(await chartSvg(BAR, { locale }))
})

test('a chart that cannot be drawn says why, and the next one is drawn', async () => {
  const outside = charts.draw({ ...BAR, data: { url: 'https://example.com/rows.csv' } }, 'en')
  await expect(outside).rejects.toMatchObject({
    code: 'HY-R-003',
    details: { reason: expect.stringContaining('outside') },
  })
  expect(await charts.draw(BAR, 'en')).toContain('<svg')
})

/** A thread with this behaviour when it is sent a chart. */
const behaving = (code: string) =>
  new URL(
    `data:text/javascript,import { parentPort } from 'node:worker_threads'; parentPort.on('message', ({ id }) => { ${code} })`,
  )

test.each([
  { what: 'ends', code: 'process.exit(3)', reason: 'ended with 3' },
  { what: 'throws', code: "throw new Error('boom')", reason: 'boom' },
])('charts of a thread that $what fail with a code and do not hang', async ({ code, reason }) => {
  const thread = chartThread(behaving(code))
  const failed = { code: 'HY-R-003', details: { reason: expect.stringContaining(reason) } }
  const both = await Promise.allSettled([thread.draw(BAR, 'en'), thread.draw(BAR, 'en')])
  for (const one of both) expect(one).toMatchObject({ status: 'rejected', reason: failed })
  await expect(thread.draw(BAR, 'en')).rejects.toMatchObject(failed)
})

test('a thread that ended for want of work starts again', async () => {
  const thread = chartThread(behaving("parentPort.postMessage({ id, svg: '' + process.pid })"), 1)
  expect(await thread.draw(BAR, 'en')).not.toBe('')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await thread.draw(BAR, 'en')).not.toBe('')
})
