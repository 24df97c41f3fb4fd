import { expect, test } from 'vitest'
import { drawChart } from '../../../pipelines/report/chart-picture.ts'
import { renderTemplate } from '../../../pipelines/report/report-templates.ts'

const SPEC = {
  description: 'A "bar" < 2',
  data: { values: [{ a: '<b>', n: 1 }] },
  mark: 'bar' as const,
  encoding: { x: { field: 'n', type: 'quantitative' as const }, y: { field: 'a', type: 'nominal' as const } },
}

function trends(charts: object[], title = 'T') {
  return { number: '1', title, legend: '', missing: [], charts }
}

const frame = { caption: { ref: 'F1', title: '<i>' }, isWide: false, reading: '' }

test('escapes text, and lets in a chart that we drew', async () => {
  const picture = await drawChart(SPEC, 'en')
  const html = renderTemplate('trends', trends([{ ...frame, picture }], '<script>'))
  expect(html).toContain('1 &lt;script&gt;')
  expect(html).toContain('&lt;i&gt;')
  expect(html).toContain('<svg role="img" aria-label="A &quot;bar&quot; &lt; 2"')
})

test('lets in no other markup, not even an object that looks like a chart', async () => {
  const { svg } = await drawChart(SPEC, 'en')
  for (const picture of [svg, { svg }, { svg: '<script>' }, null]) {
    expect(() => renderTemplate('trends', trends([{ ...frame, picture }]))).toThrow('not a chart')
  }
})

test('a field that is missing is an error', () => {
  const { title: _title, ...rest } = trends([])
  expect(() => renderTemplate('trends', rest)).toThrow(/"title" not defined/)
})
