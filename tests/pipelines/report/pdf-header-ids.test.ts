import { expect, test } from 'vitest'
import { renumberHeaderIds } from '../../../pipelines/report/pdf-header-ids.ts'

const pdf = (first: string, second: string, names: string, limits: string) =>
  Buffer.from(
    [
      `20 0 obj\n<</S /TH\n/ID (node${first})>>\nendobj`,
      `105 0 obj\n<</S /TH\n/ID (node${second})>>\nendobj`,
      `106 0 obj\n<</S /TD\n/A [<</Headers [(node${first}) (node${second})]>>]>>\nendobj`,
      `107 0 obj\n<</Limits [${limits}]\n/Names [${names}]>>\nendobj`,
      '108 0 obj\n<</Alt (node00000009)\n/Title (/ID \\(node00000009\\))>>\nendobj \u00ff\u0080',
    ].join('\n'),
    'latin1',
  )
const EXPECTED = pdf(
  '00000001',
  '00000002',
  '(node00000001) 20 0 R (node00000002) 105 0 R',
  '(node00000001) (node00000002)',
)

test.each([
  ['in order', '00000009', '00000036', '(node00000009) 20 0 R (node00000036) 105 0 R', '(node00000009) (node00000036)'],
  [
    'out of order',
    '00000036',
    '00000009',
    '(node00000009) 105 0 R (node00000036) 20 0 R',
    '(node00000009) (node00000036)',
  ],
])('ids %s come out in the order of the document, and nothing else changes', (_name, first, second, names, limits) => {
  const input = pdf(first, second, names, limits)
  expect(Buffer.from(renumberHeaderIds(input)).equals(EXPECTED)).toBe(true)
})

test('leaves a PDF without table headers as it is', () => {
  const plain = Buffer.from('%PDF-1.4\n1 0 obj\n<</Alt (node00000009)>>\n')
  expect(Buffer.from(renumberHeaderIds(plain)).equals(plain)).toBe(true)
})

test('refuses a tree of ids in a form that it does not know', () => {
  expect(() => renumberHeaderIds(Buffer.from('<</S /TH\n/ID (node00000003)>>'))).toThrow('HY-R-003')
})
