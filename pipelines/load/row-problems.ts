import type { Source } from '../core/settings-schema.ts'
import { identifier, literal } from '../warehouse/query.ts'
import type { SqlFile } from '../warehouse/sql-file.ts'
import { codedFields, fieldsRead, requiredByEntity } from '../warehouse/staging-file.ts'
import { cellName } from './incoming.ts'

/** The fields without which a record of this source is none. */
export function requiredFields(staging: SqlFile, source: Source): string[] {
  const required = requiredByEntity(staging)
  return source.key === 'field' ? required : required.filter((field) => field !== staging.tags['key'])
}

interface Problem {
  readonly condition: string
  readonly reason: 'missing' | 'bad_value' | 'unknown_value' | 'out_of_range'
  readonly field: string
  readonly expected: string
}

/**
 * An SQL expression over `incoming` (the texts) and `staged` (their values): null where a row is in order, else the
 * first thing that is wrong with it as JSON: reason, field, value, expected, and the row's cells (`raw`, JSON in text).
 */
export function rowProblem(staging: SqlFile, source: Source, present: ReadonlySet<string>): string {
  const cells = Object.keys(source.columns).filter((field) => present.has(field))
  const raw = `to_json(struct_pack(row_number := incoming.row_number, ${cells
    .map((field) => `${identifier(field)} := incoming.${identifier(cellName(field))}`)
    .join(', ')}))::varchar`
  const cases = possibleProblems(staging, source, present).map(
    ({ condition, reason, field, expected }) =>
      `when ${condition} then to_json({reason: ${literal(reason)}, field: ${literal(field)},
        value: incoming.${identifier(field)}, expected: ${literal(expected)}, raw: ${raw}})::varchar`,
  )
  return cases.length === 0 ? 'null::varchar' : `case ${cases.join(' ')} end`
}

/** What can be wrong with a row, in the order in which it is named. */
function possibleProblems(staging: SqlFile, source: Source, present: ReadonlySet<string>): Problem[] {
  const typeOf = (field: string) => staging.columns.find((column) => column.name === field)?.type ?? ''
  return [
    ...requiredFields(staging, source).map(
      (field): Problem => ({
        condition: `incoming.${field} is null`,
        reason: 'missing',
        field,
        expected: typeOf(field),
      }),
    ),
    ...checkedFields(staging, present).map(
      (field): Problem => ({
        condition: `(incoming.${field} is not null and staged.${field} is null)`,
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
      condition: `staged.${field} = 'unmapped'`,
      reason: 'unknown_value',
      field,
      expected: 'code',
    }))
}

function outOfRange(source: Source, typeOf: (field: string) => string): Problem[] {
  return Object.entries(source.columns).flatMap(([field, column]): Problem[] => {
    if (typeof column === 'string') return []
    const test = (bound: string | number | undefined, sign: string) =>
      bound === undefined ? [] : [`staged.${field} ${sign} ${literal(String(bound))}::${typeOf(field)}`]
    const tests = [...test(column.min, '<'), ...test(column.max, '>')]
    const expected = `${column.min ?? ''} … ${column.max ?? ''}`
    return tests.length === 0 ? [] : [{ condition: `(${tests.join(' or ')})`, reason: 'out_of_range', field, expected }]
  })
}
