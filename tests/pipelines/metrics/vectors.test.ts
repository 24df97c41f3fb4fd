import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maskingMacros } from '../../../pipelines/publish/masking-macros.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { execute, literal, queryRows } from '../../../pipelines/warehouse/query.ts'
import { calendarAnswers } from './vectors/calendar-answers.ts'
import { caseAnswers } from './vectors/case-answers.ts'
import { rateAnswers } from './vectors/rate-answers.ts'
import { expectWithin, readVectors, type Vector } from './vectors/read-vectors.ts'
import { surveyAnswers } from './vectors/survey-answers.ts'

const answers: Readonly<Record<string, (inputs: Vector['inputs'], expected: Vector['expected']) => object>> = {
  ...surveyAnswers,
  ...caseAnswers,
  ...rateAnswers,
  ...calendarAnswers,
}
const vectors = readVectors()

describe('reference vectors of the catalogue’s metrics', () => {
  test.each(vectors.filter(({ metric }) => Object.hasOwn(answers, metric)))('$id', (vector) => {
    const got = answers[vector.metric]?.(vector.inputs, vector.expected) as Record<string, unknown>
    for (const [key, expected] of Object.entries(vector.expected))
      expectWithin(got[key], expected, vector.tolerance, `${vector.id}: ${key}`)
  })

  test('there are vectors for each metric that is answered here', () => {
    const named = new Set(vectors.map(({ metric }) => metric))
    expect(Object.keys(answers).filter((metric) => !named.has(metric))).toEqual([])
  })
})

describe('reference vectors of masking', () => {
  let database: Awaited<ReturnType<typeof openForWriting>>
  beforeAll(async () => {
    database = await openForWriting(':memory:')
    for (const macro of maskingMacros('key')) await execute(database.connection, macro)
  })
  afterAll(() => database.close())

  test.each(vectors.filter(({ metric }) => metric === 'pii_mask_text'))('$id', async ({ inputs, expected }) => {
    const [row] = await queryRows(database.connection, `select redacted(${literal(inputs['text'])}) as masked`)
    expect(row).toEqual(expected)
  })
})
