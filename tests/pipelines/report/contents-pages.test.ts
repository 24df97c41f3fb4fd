import { expect, test } from 'vitest'
import { headingPages } from '../../../pipelines/report/contents-pages.ts'

const page = (object: number) => `\n${object} 0 obj\n<</Type /Page\n/Parent 9 0 R>>\nendobj`
const item = (title: string, object: number) =>
  `\n<</Title ${title}\n/Dest [${object} 0 R /XYZ 51 319 0]\n/Parent 1 0 R>>`

test('headings are found on the pages that their outline items lead to', () => {
  const pdf = [page(2), page(10), page(31), item('<FEFF7B2C4E00>', 2), item('(Second)', 31), item('<FEFF0033>', 10)]
  expect(headingPages(new TextEncoder().encode(pdf.join('')))).toEqual([
    { title: '第一', page: 1 },
    { title: 'Second', page: 3 },
    { title: '3', page: 2 },
  ])
})

test('a document without headings has none', () => {
  expect(headingPages(new TextEncoder().encode(page(2)))).toEqual([])
})
