import { describe, expect, test } from 'vitest'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import { messageTree } from '../../../pipelines/core/messages.ts'
import { mailText, oneLine } from '../../../pipelines/deliver/mail-text.ts'

const summary = {
  locale: 'en',
  organisation: 'Example Retail',
  title: 'Weekly quality report',
  period: '9 Nov 2026 to 15 Nov 2026',
  asOf: '16 Nov 2026, 08:00',
  headlines: ['Complaints received: 118', 'On-time resolution: 84.2% (n = 95)'],
} as const

describe('mail text', () => {
  test('English, whole', () => {
    expect(mailText(summary, ['weekly.pdf'])).toEqual({
      subject: 'Example Retail: Weekly quality report, 9 Nov 2026 to 15 Nov 2026',
      text: [
        'Example Retail: Weekly quality report',
        'Period: 9 Nov 2026 to 15 Nov 2026',
        'Data as of: 16 Nov 2026, 08:00',
        '',
        'Headline numbers',
        '- Complaints received: 118',
        '- On-time resolution: 84.2% (n = 95)',
        '',
        'Attached: weekly.pdf',
        'The attachment is the complete report with its charts; its appendix gives the query behind every figure. ' +
          'The command huiyin verify tells whether the file is unchanged.',
        '',
        'Huiyin sent this message automatically.',
        '',
      ].join('\n'),
    })
  })

  test.each(LOCALES)('%s has the keys of English and leaves no placeholder', (locale) => {
    expect(Object.keys(messageTree(locale, 'mail'))).toEqual(Object.keys(messageTree('en', 'mail')))
    const { subject, text } = mailText({ ...summary, locale }, ['weekly.pdf'])
    expect(subject + text).not.toMatch(/[{}]/)
    expect(text).toContain('weekly.pdf')
  })

  test('values cannot add lines or be filled in again', () => {
    const hostile = { ...summary, title: 'A\r\nBcc: evil@example.com', organisation: '{title}', headlines: ['1\n2'] }
    const { subject, text } = mailText(hostile, [])
    expect(subject).toBe('{title}: A Bcc: evil@example.com, 9 Nov 2026 to 15 Nov 2026')
    expect(text).toContain('- 1 2\n')
    expect(text).not.toContain('Attached')
  })

  test.each([
    ['a\u2028b', 'a b'],
    ['a\u202eb', 'a b'],
    ['  回音 \t 周报\0', '回音 周报'],
  ])('oneLine(%j) is %j', (text, expected) => {
    expect(oneLine(text)).toBe(expected)
  })
})
