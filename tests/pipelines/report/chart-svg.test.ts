import { createServer } from 'node:net'
import type { TopLevelSpec } from 'vega-lite'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { chartSvg } from '../../../pipelines/report/chart-svg.ts'
import { textWidth } from '../../../pipelines/report/text-width.ts'

const CAUSES = ['物流配送延迟导致客户无法按时收货', '产品包装破损', '首次响应超过二十四小时']
const bars = (values: Record<string, unknown>[], more: object = {}): TopLevelSpec => ({
  description: '按原因的投诉数',
  width: 200,
  data: { values },
  mark: 'bar',
  encoding: {
    y: { field: 'cause', type: 'nominal', title: null },
    x: { field: 'n', type: 'quantitative', title: 'n' },
  },
  ...more,
})
const CAUSE_BARS = bars(CAUSES.map((cause, index) => ({ cause, n: 3 + index })))
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)

afterEach(() => vi.unstubAllEnvs())

describe('a picture that can be trusted', () => {
  test('says what it shows', async () => {
    const svg = await chartSvg({ ...CAUSE_BARS, description: '投诉 "1" <2> & 3' }, { locale: 'zh-CN' })
    expect(svg.startsWith('<svg role="img" aria-label="投诉 &quot;1&quot; &lt;2> &amp; 3" xmlns=')).toBe(true)
    expect(svg.match(/aria-|role=/g)).toHaveLength(2)
  })

  test('leaves as much room for labels as our fonts take, and cuts none', async () => {
    const svg = await chartSvg(CAUSE_BARS, { locale: 'zh-CN' })
    expect(textsOf(svg)).toEqual(expect.arrayContaining(CAUSES))
    const widest = Math.max(...CAUSES.map((cause) => textWidth(cause, { size: 9, locale: 'zh-CN' })))
    const room = Number(/translate\((\d+),/.exec(svg)?.[1])
    expect(room).toBeGreaterThan(widest)
    expect(room).toBeLessThan(widest + 15)
  })

  test('cuts what is over the limit at that width, and never inside a character', async () => {
    const limit = 60
    const axis = { labelLimit: limit }
    const values = [
      { cause: '物流配送延迟导致客户无法按时收货', n: 1 },
      { cause: '😡'.repeat(40), n: 2 },
    ]
    const encoding = { y: { field: 'cause', type: 'nominal', axis }, x: { field: 'n', type: 'quantitative' } }
    const svg = await chartSvg(bars(values, { encoding }), { locale: 'zh-CN' })
    const [cut = ''] = textsOf(svg).filter((text) => text?.startsWith('物流'))
    expect(cut).toBe('物流配送延…')
    expect(textWidth(cut, { size: 9, locale: 'zh-CN' })).toBeLessThanOrEqual(limit)
    expect(svg.isWellFormed()).toBe(true)
  })

  test('writes numbers and months as the locale does, in any time zone', async () => {
    const spec: TopLevelSpec = {
      data: { values: ['2026-01-01', '2026-02-01', '2026-03-01'].map((on, index) => ({ on, n: index * 1200 })) },
      mark: 'point',
      encoding: {
        x: { field: 'on', type: 'temporal', scale: { type: 'utc' }, axis: { format: '%b', tickCount: 'month' } },
        y: { field: 'n', type: 'quantitative', axis: { format: ',d' } },
      },
    }
    vi.stubEnv('TZ', 'Asia/Shanghai')
    const chinese = await chartSvg(spec, { locale: 'zh-CN' })
    vi.stubEnv('TZ', 'America/New_York')
    expect(await chartSvg(spec, { locale: 'zh-CN' })).toBe(chinese)
    expect(textsOf(chinese)).toEqual(expect.arrayContaining(['1月', '2月', '3月', '1,000']))
    expect(textsOf(await chartSvg(spec, { locale: 'en' }))).toEqual(expect.arrayContaining(['Jan', 'Mar']))
  })

  test('is the same each time, and shares no id with another chart', async () => {
    const clipped = (n: number) => bars([{ cause: 'a', n }], { mark: { type: 'bar', clip: true } })
    const [first, other] = await Promise.all([1, 2].map((n) => chartSvg(clipped(n), { locale: 'en' })))
    expect(await chartSvg(clipped(1), { locale: 'en' })).toBe(first)
    const [id = ''] = /clipPath id="[^"]+"/.exec(first ?? '') ?? []
    expect(id).toMatch(/^clipPath id="chart-[0-9a-f]{12}-1"$/)
    expect(other).not.toContain(id)
    expect(first).toContain(`url(#${id.slice(13, -1)})`)
  })
})

describe('hostile values', () => {
  test.each([
    '</text><script>alert(1)</script>',
    '<a href="javascript:1">x</a>',
    '" onload="x',
    ' id="clip1" url(#clip1)',
    ']]>',
  ])('%s comes out as text', async (cause) => {
    const svg = await chartSvg(bars([{ cause, n: 1 }]), { locale: 'zh-CN' })
    const escaped = cause.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    expect(textsOf(svg)).toContain(escaped)
    expect(svg).not.toMatch(/<script|<a[ >]|<[^>]*\son/)
  })

  test.each([
    ['mark', { mark: { type: 'bar', href: 'javascript:alert(1)' } }],
    ['expression', { mark: { type: 'bar', href: { expr: "'javascript:' + 'alert(1)'" } } }],
    ['configuration', { config: { mark: { href: 'javascript:alert(1)' }, bar: { href: 'data:text/html,x' } } }],
    ['channel', { encoding: { href: { field: 'href' }, x: { field: 'n', type: 'quantitative' } } }],
    [
      'label',
      {
        encoding: {
          y: { field: 'cause', axis: { encoding: { labels: { update: { href: { value: 'javascript:1' } } } } } },
        },
      },
    ],
    ['image', { mark: 'image', encoding: { url: { field: 'href' }, x: { field: 'n', type: 'quantitative' } } }],
    ['image of its own', { mark: { type: 'image', url: 'file:///etc/hostname' } }],
  ])('a link in the %s is left out, and nothing crashes', async (_name, more) => {
    const svg = await chartSvg(bars([{ cause: 'a', n: 1, href: 'javascript:alert(1)' }], more), { locale: 'en' })
    expect(svg).not.toMatch(/href|javascript|<image|file:/)
  })
})

describe('data from outside is refused', () => {
  const field = { y: { field: 'n', type: 'quantitative' as const } }
  test.each([
    ['file', '/etc/hostname'],
    ['file URL', 'file:///etc/hostname'],
    ['data URL', 'data:text/csv,n%0A1'],
    ['relative path', 'package.json'],
  ])('%s', async (_name, url) => {
    const spec: TopLevelSpec = { data: { url, format: { type: 'csv' } }, mark: 'bar', encoding: field }
    await expect(chartSvg(spec, { locale: 'en' })).rejects.toMatchObject({
      code: 'HY-R-003',
      details: { reason: expect.stringContaining(url) },
    })
  })

  test('address and look-up table', async () => {
    let connections = 0
    const listener = createServer((socket) => {
      connections++
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => listener.once('listening', resolve))
    const address = listener.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/x.csv`
    const lookup = { lookup: 'cause', from: { data: { url }, key: 'cause', fields: ['n'] } }
    await expect(chartSvg({ data: { url }, mark: 'bar', encoding: field }, { locale: 'en' })).rejects.toThrow(
      'HY-R-003',
    )
    await expect(chartSvg(bars([{ cause: 'a' }], { transform: [lookup] }), { locale: 'en' })).rejects.toThrow(
      'HY-R-003',
    )
    expect(connections).toBe(0)
    listener.close()
  })
})

test('a specification that does not compile is an error of ours', async () => {
  const broken = bars([{ n: 1 }], { transform: [{ calculate: 'datum.n +', as: 'x' }] })
  await expect(chartSvg(broken, { locale: 'en' })).rejects.toMatchObject({ code: 'HY-R-003' })
})
