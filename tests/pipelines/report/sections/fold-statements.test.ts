import { expect, test } from 'vitest'
import { metricCatalogue } from '../../../../pipelines/metrics/catalogue.ts'
import { aggregateStatement } from '../../../../pipelines/metrics/metric-query.ts'
import { type FoldedStatements, foldStatements, HOLE } from '../../../../pipelines/report/sections/fold-statements.ts'

const plain = (sql: string) => sql.replaceAll(/\s+/g, '')

/** What a reader with the paper alone does: each statement, with all that was taken out put back in. */
function putBack({ statements, expressions }: FoldedStatements): Record<string, string> {
  const named = new Map(expressions.map(({ name, sql }) => [name, sql]))
  const whole = (sql: string) =>
    sql.replaceAll(/\b(E\d+)(?:\((\w+)\))?/g, (text, name: string, part = '') => {
      return named.get(name)?.replaceAll(HOLE, part) ?? text
    })
  return Object.fromEntries(
    statements.flatMap(({ sql, members }) =>
      members.map(({ number, part }) => [number, plain(whole(sql.replace(HOLE, part)))]),
    ),
  )
}

test('every metric of the catalogue, whole and by two dimensions, can be put together again and is shorter', () => {
  const statements = new Map<string, string>()
  for (const definition of metricCatalogue().values()) {
    if (!('fact' in definition) || definition.fact !== 'complaint') continue
    for (const by of [[], ['category'], ['department']])
      statements.set(`S${statements.size + 1}`, aggregateStatement([definition], { metrics: [], by }, '', '').sql)
  }
  expect(statements.size).toBeGreaterThan(60)
  const folded = foldStatements(statements)
  expect(putBack(folded)).toEqual(Object.fromEntries([...statements].map(([number, sql]) => [number, plain(sql)])))
  const length = (texts: readonly string[]) => texts.join('').length
  const printed = [...folded.statements, ...folded.expressions].map(({ sql }) => sql)
  expect(length(printed)).toBeLessThan(length([...statements.values()]) / 2)
})

test('statements that differ in one line stand once, with what each has there', () => {
  const by = (column: string) => `select "${column}",\n    count(*) as n\nfrom facts.complaint\ngroup by 1`
  const folded = foldStatements(new Map([...'abc'].map((column, index) => [`S${index + 1}`, by(column)])))
  expect(folded.statements).toEqual([
    {
      sql: `select "${HOLE}", count(*) as n\nfrom facts.complaint\ngroup by 1`,
      members: [
        { number: 'S1', part: 'a' },
        { number: 'S2', part: 'b' },
        { number: 'S3', part: 'c' },
      ],
    },
  ])
})

test('statements that differ in two lines, or hold the sign itself, stand for themselves', () => {
  const of = (a: string, b: string) => `select ${a}\nfrom facts.complaint\nwhere ${b}\ngroup by 1`
  const texts = [of('x', '1'), of('y', '2'), of('x', `'${HOLE}'`)]
  const folded = foldStatements(new Map(texts.map((sql, index) => [`S${index + 1}`, sql])))
  expect(folded.statements.map(({ members }) => members.length)).toEqual([1, 1, 1])
  expect(folded.statements.map(({ sql }) => sql)).toEqual(texts)
})
