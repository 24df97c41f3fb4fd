import { readSqlFolder, type SqlFile } from '../../warehouse/sql-file.ts'
import { codedFields, fieldsRead, isSourceWords, requiredByEntity } from '../../warehouse/staging-file.ts'
import { type NameIndex, nameIndex } from './synonyms.ts'

export type FieldKind = 'instant' | 'date' | 'code' | 'boolean' | 'integer' | 'amount' | 'decimal' | 'score' | 'text'

/** A field that a mapping can give, as the staging file of its entity reads it. */
export interface EntityField {
  readonly name: string
  readonly kind: FieldKind
  /** The list of codes, for kind `code`. */
  readonly list?: string
  /** The range of a score; its top is the name of the field that gives it, or a number. */
  readonly low?: number
  readonly high?: number | string
  /** The field that gives the top where `high` is not given. */
  readonly highElse?: string
  readonly isRequired: boolean
  readonly isKey: boolean
  readonly privacy: string
}

export interface Entity {
  readonly name: string
  /** The field that numbers the records; undefined where the number is put together from other fields. */
  readonly key: string | undefined
  readonly fields: readonly EntityField[]
  /** The names by which its fields are known. */
  readonly names: NameIndex
}

/** The entities that there is a staging file for, in the order of their names. */
export function entities(): Entity[] {
  return readSqlFolder('1_staging').map(entityOf)
}

function entityOf(staging: SqlFile): Entity {
  const read = fieldsRead(staging)
  const key = read.find((field) => field === staging.tags['key'])
  const required = requiredByEntity(staging)
  const coded = codedFields(staging)
  const fields = read.filter((field) => !isSourceWords(field, read))
  const name = staging.name.replace('staging.', '')
  return {
    name,
    key,
    names: nameIndex(name, fields),
    fields: fields.map((field) => ({
      name: field,
      ...kindOf(field, staging.sql, coded.get(field)),
      isRequired: required.includes(field),
      isKey: field === key,
      privacy: staging.columns.find((column) => column.name === field)?.privacy ?? 'public',
    })),
  }
}

/** What a field's text becomes, by the macro that the staging file puts it through. */
function kindOf(
  name: string,
  sql: string,
  list: string | undefined,
): Pick<EntityField, 'kind' | 'list' | 'low' | 'high' | 'highElse'> {
  const through = (pattern: string) => new RegExp(pattern.replace('@', `incoming\\.${name}\\b`)).exec(sql)
  if (list !== undefined) return { kind: 'code', list }
  const score = through('as_score\\(@, (\\d+), (?:(\\d+)|\\w+\\(incoming\\.(\\w+)(?:, incoming\\.(\\w+))?\\))')
  if (score !== null) {
    const [, low, top, scale, scaleElse] = score
    const high = { low: Number(low), high: scale ?? Number(top) }
    return { kind: 'score', ...high, ...(scaleElse === undefined ? {} : { highElse: scaleElse }) }
  }
  const macro = through('as_(instant|boolean|integer|amount)\\(@\\)')
  if (macro !== null) return { kind: macro[1] as FieldKind }
  if (through('as_local\\(@\\)') !== null) return { kind: 'date' }
  return { kind: through('try_cast\\(width_folded\\(@\\) as decimal') === null ? 'text' : 'decimal' }
}
