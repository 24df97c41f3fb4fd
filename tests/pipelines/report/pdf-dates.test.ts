import { expect, test } from 'vitest'
import { stampDates } from '../../../pipelines/report/pdf-dates.ts'

const AS_OF = new Date('2026-01-05T08:30:00Z')
const pdf = (title: string, producer = 'Skia/PDF m153') =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj\n<</Title (${title})\n/Creator (Chromium)\n/Producer (${producer})\n` +
      "/CreationDate (D:20261122094228+00'00')\n/ModDate (D:20261122094229+00'00')>>\nendobj\n%%EOF",
  )

test('replaces both dates and moves nothing', () => {
  const stamped = Buffer.from(stampDates(pdf('t'), AS_OF))
  expect(stamped.length).toBe(pdf('t').length)
  expect(stamped.toString().match(/D:\d{14}/g)).toEqual(['D:20260105083000', 'D:20260105083000'])
})

test('leaves its input and what only looks like the dates alone', () => {
  const title = "/CreationDate \\(D:20000101000000+00'00'\\)"
  const input = pdf(title)
  expect(Buffer.from(stampDates(input, AS_OF)).toString()).toContain(title)
  expect(input.equals(pdf(title))).toBe(true)
})

test('refuses a PDF that Chromium did not write', () => {
  expect(() => stampDates(Buffer.from('%PDF-1.4'), AS_OF)).toThrow('HY-R-003')
})
