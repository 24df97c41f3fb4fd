import { expect, test } from 'vitest'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import { choiceRows, choicesInForce, normChoices, variantOf } from '../../../pipelines/norms/choices.ts'
import { normRegister } from '../../../pipelines/norms/register.ts'

test('there are K1 to K22, each with at least two variants', async () => {
  const choices = await normChoices()
  expect(choices.map(({ id }) => id)).toEqual(Array.from({ length: 22 }, (_, index) => `K${index + 1}`))
  for (const { id, variants } of choices) expect(Object.keys(variants).length, id).toBeGreaterThan(1)
})

test('the register names choices that there are, and each of K1 to K21 bears on a requirement or stands alone', async () => {
  const ids = new Set((await normChoices()).map(({ id }) => id))
  const { requirements } = await normRegister()
  for (const { id, choices } of requirements) for (const choice of choices) expect(ids.has(choice), id).toBe(true)
})

test.each([
  { chosen: {}, id: 'K6', variant: 'acceptance', isDefault: true },
  { chosen: { K6: 'receipt' }, id: 'K6', variant: 'receipt', isDefault: false },
  { chosen: { K2: 'strictest' }, id: 'K2', variant: 'strictest', isDefault: false },
])('$chosen gives $id = $variant', async ({ chosen, id, variant, isDefault }) => {
  expect(await variantOf(id, chosen)).toBe(variant)
  const inForce = await choicesInForce(chosen)
  expect(inForce).toHaveLength(22)
  expect(inForce.find(({ choice }) => choice.id === id)?.isDefault).toBe(isDefault)
})

test.each([
  { chosen: { K6: 'sunrise' }, key: 'norm_choices.K6', expected: 'acceptance, receipt' },
  { chosen: { K99: 'x' }, key: 'norm_choices.K99', expected: /^K1, K2/ },
])('$chosen is refused, saying what was expected', async ({ chosen, key, expected }) => {
  const details = expect.objectContaining({
    key,
    expected: typeof expected === 'string' ? expected : expect.stringMatching(expected),
  })
  await expect(choicesInForce(chosen as Record<string, string>)).rejects.toMatchObject({ code: 'HY-C-003', details })
})

test.each(LOCALES)('the rows for a report in %s are words', async (locale) => {
  const rows = choiceRows(await choicesInForce({ K6: 'receipt' }), locale)
  expect(rows.map(({ id }) => id)).toHaveLength(22)
  for (const row of rows) expect([row.title, row.explanation, row.variant].every((text) => text.length > 1)).toBe(true)
  const [first, second] = [rows[5]?.variant, (await choicesInForce({})).map(({ variant }) => variant)[5]]
  expect(first).not.toBe(second)
})
