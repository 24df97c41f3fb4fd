import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskingMacros } from '../../../pipelines/publish/masking-macros.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { execute, literal, queryRows } from '../../../pipelines/warehouse/query.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const parts = (...all: (string | fc.Arbitrary<string>)[]) =>
  fc.tuple(...all.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((list) => list.join(''))
const separator = fc.constantFrom('', '-', ' ')

/** Each must not survive as it is. */
const SECRETS = fc.oneof(
  separator.chain((mark) =>
    parts(
      fc.constantFrom('', '+86', '0086 '),
      '1',
      fc.constantFrom('38', '59', '77'),
      mark,
      digits(4),
      mark,
      digits(4),
    ),
  ),
  parts('09', digits(2), '-', digits(3), '-', digits(3)),
  parts('010-', digits(8)),
  parts('0571 ', digits(7)),
  parts(fc.stringMatching(/^[a-z][a-z0-9]{2,8}$/), '@', fc.constantFrom('example.com', 'mail.example.cn')),
  parts('110101', '1990', '01', '15', digits(3), fc.constantFrom('1', 'X', 'x')),
  separator.chain((mark) => parts('6222', mark, digits(4), mark, digits(4), mark, digits(4))),
  parts(fc.constantFrom('京', '沪', '粤'), 'A', fc.stringMatching(/^[A-HJ-NP-Z0-9]{5}$/)),
)
/** Nothing of a person: kept letter by letter. */
const WORDS = fc.constantFrom(
  '屏幕不亮',
  '订单20260105000123456789',
  '共3件',
  'A1',
  '2026-01-05 10:00',
  '京东',
  '400元',
  '第12345号',
)

const texts = fc.sample(fc.array(fc.tuple(SECRETS, WORDS), { minLength: 1, maxLength: 4 }), {
  numRuns: 400,
  seed: 20260105,
})

async function redacted(values: readonly string[]): Promise<string[]> {
  await using database = await openForWriting(':memory:')
  for (const macro of maskingMacros('key')) await execute(database.connection, macro)
  const rows = values.map((value, index) => `(${index}, ${literal(value)})`).join(', ')
  const found = await queryRows<{ masked: string }>(
    database.connection,
    `select redacted(value) as masked from (values ${rows}) as texts(place, value) order by place`,
  )
  return found.map(({ masked }) => masked)
}

test('no number, address or plate of a person survives in free text, wherever it stands', async () => {
  const masked = await redacted(texts.map((list) => list.map(([secret, word]) => `${word}，${secret}。`).join('')))
  for (const [index, list] of texts.entries())
    for (const [secret] of list) expect(masked[index], secret).not.toContain(secret)
})

test('what is nothing of a person stays as it is', async () => {
  const plain = texts.map((list) => list.map(([, word]) => word).join('，'))
  expect(await redacted(plain)).toEqual(plain)
})
