import { mappedCells } from '../core/mapped-cells.ts'
import type { Source } from '../core/source-schema.ts'
import { identifier, literal } from '../warehouse/query.ts'
import type { SqlFile } from '../warehouse/sql-file.ts'
import { codedFields, fieldsRead, requiredByEntity } from '../warehouse/staging-file.ts'
import { cellName } from './incoming.ts'

/** The fields without which a record of this source is none. */
export function requiredFields(staging: SqlFile, source: Source): string[] {
  const required = requiredByEntity(staging)
  return source.key === 'field' ? required : required.filter((field) => field !== staging.tags['key'])
}

/** The value of a field beside its text, while rows are typed. */
export function stagedName(field: string): string {
  return identifier(`staged.${field}`)
}

/** Why a record whose shape is right is not loaded. */
export const VALUE_PROBLEMS = ['missing', 'bad_value', 'unknown_value', 'out_of_range'] as const

interface Problem {
  readonly condition: string
  readonly reason: (typeof VALUE_PROBLEMS)[number]
  readonly field: string
  readonly expected: string
}

/** What may be wrong with the rows of a file, as SQL over the columns of `incoming` (the texts) and `staged.x` (their values). */
export interface RowProblems {
  /** The number of the first thing that is wrong with a row; null where it is in order. */
  readonly number: string
  /** That number, as `fault`, told as JSON: reason, field, value, expected, and the row's cells (`raw`, JSON in text). */
  readonly told: string
}

/** The two are apart so that what is told is made for faulty rows only. */
export function rowProblems(staging: SqlFile, source: Source, present: ReadonlySet<string>): RowProblems {
  const problems = possibleProblems(staging, source, present)
  if (problems.length === 0) return { number: 'null::utinyint', told: 'null::varchar' }
  const cells = mappedCells(source)
    .filter(({ field }) => present.has(field))
    .map(({ field }) => `${identifier(field)}: ${identifier(cellName(field))}`)
  const pick = (give: (problem: Problem) => string) =>
    `case fault ${problems.map((problem, index) => `when ${index + 1} then ${give(problem)}`).join(' ')} end`
  return {
    number: `case ${problems.map(({ condition }, index) => `when ${condition} then ${index + 1}`).join(' ')} end::utinyint`,
    told: `case when fault is not null then to_json({
      reason: ${pick(({ reason }) => literal(reason))},
      field: ${pick(({ field }) => literal(field))},
      value: ${pick(({ field }) => `${identifier(field)}`)},
      expected: ${pick(({ expected }) => literal(expected))},
      raw: to_json({row_number: row_number, ${cells.join(', ')}})::varchar
    })::varchar end`,
  }
}

/** What can be wrong with a row, in the order in which it is named. */
function possibleProblems(staging: SqlFile, source: Source, present: ReadonlySet<string>): Problem[] {
  const typeOf = (field: string) => staging.columns.find((column) => column.name === field)?.type ?? ''
  return [
    ...requiredFields(staging, source).map(
      (field): Problem => ({
        condition: `${identifier(field)} is null`,
        reason: 'missing',
        field,
        expected: typeOf(field),
      }),
    ),
    ...checkedFields(staging, present).map(
      (field): Problem => ({
        condition: `(${identifier(field)} is not null and ${stagedName(field)} is null)`,
        reason: 'bad_value',
        field,
        expected: typeOf(field),
      }),
    ),
    ...unknownValues(staging, source, present),
    ...outOfRange(source, typeOf),
  ]
}

/** Fields with a type other than text that this source gives: the ones whose text may not be readable. */
function checkedFields(staging: SqlFile, present: ReadonlySet<string>): string[] {
  const read = new Set(fieldsRead(staging))
  return staging.columns
    .filter(({ name, type }) => type !== 'VARCHAR' && read.has(name) && present.has(name))
    .map(({ name }) => name)
}

function unknownValues(staging: SqlFile, source: Source, present: ReadonlySet<string>): Problem[] {
  if (source.contract.unknown_values === 'list') return []
  return [...codedFields(staging).keys()]
    .filter((field) => present.has(field) && source.columns[field] !== undefined)
    .map((field) => ({
      condition: `${stagedName(field)} = 'unmapped'`,
      reason: 'unknown_value',
      field,
      expected: 'code',
    }))
}

function outOfRange(source: Source, typeOf: (field: string) => string): Problem[] {
  return Object.entries(source.columns).flatMap(([field, column]): Problem[] => {
    if (typeof column === 'string') return []
    const test = (bound: string | number | undefined, sign: string) =>
      bound === undefined ? [] : [`${stagedName(field)} ${sign} ${literal(String(bound))}::${typeOf(field)}`]
    const tests = [...test(column.min, '<'), ...test(column.max, '>')]
    const expected = `${column.min ?? ''} … ${column.max ?? ''}`
    return tests.length === 0 ? [] : [{ condition: `(${tests.join(' or ')})`, reason: 'out_of_range', field, expected }]
  })
}
