import { readSqlFile, readSqlFolder, type SqlFile } from '../../warehouse/sql-file.ts'
import { fieldsRead } from '../incoming.ts'

export type FieldKind = 'instant' | 'code' | 'boolean' | 'integer' | 'amount' | 'score' | 'key' | 'text'

/** A field that a mapping can give, as the staging file of its entity reads it. */
export interface EntityField {
  readonly name: string
  readonly kind: FieldKind
  /** The list of codes, for kind `code`. */
  readonly list?: string
  /** The range of a score; its top is null where another field gives it. */
  readonly low?: number
  readonly high?: number | null
  readonly required: boolean
  /** private, pseudonym, redact (free text) or public; public for answers that are only read as a score. */
  readonly privacy: string
  readonly meaning: string
}

export interface Entity {
  readonly name: string
  readonly key: string
  readonly fields: readonly EntityField[]
}

/** The entities that there is a staging file for. */
export function entities(): Entity[] {
  return readSqlFolder('1_staging').map(entityOf)
}

/** One entity by its name, `complaint`. */
export function entityNamed(name: string): Entity {
  return entityOf(readSqlFile(`1_staging/${name}.sql`))
}

function entityOf(staging: SqlFile): Entity {
  const key = staging.tags['key'] ?? ''
  const required = (staging.tags['requires'] ?? '').split(', ')
  const fields = fieldsRead(staging).filter((field) => !isSourceWords(field, staging))
  return {
    name: staging.name.replace('staging.', ''),
    key,
    fields: fields.map((name) => {
      const column = staging.columns.find((candidate) => candidate.name === name)
      return {
        name,
        ...kindOf(name, key, staging.sql),
        required: required.includes(name),
        privacy: column?.privacy ?? 'public',
        meaning: column?.meaning ?? '',
      }
    }),
  }
}

/** `status_source` is what `status` was before it became a code: no field of its own. */
function isSourceWords(field: string, staging: SqlFile): boolean {
  return field.endsWith('_source') && fieldsRead(staging).includes(field.slice(0, -'_source'.length))
}

function kindOf(name: string, key: string, sql: string): Pick<EntityField, 'kind' | 'list' | 'low' | 'high'> {
  if (name === key) return { kind: 'key' }
  const code = new RegExp(`as_code\\('(\\w+)', incoming\\.${name}\\)`).exec(sql)
  if (code !== null) return { kind: 'code', list: code[1] ?? '' }
  const score = new RegExp(`as_score\\(incoming\\.${name}, (\\d+), (\\d+)?`).exec(sql)
  if (score !== null) {
    return { kind: 'score', low: Number(score[1]), high: score[2] === undefined ? null : Number(score[2]) }
  }
  const macro = new RegExp(`as_(instant|boolean|integer|amount)\\(incoming\\.${name}\\)`).exec(sql)
  return { kind: (macro?.[1] as FieldKind | undefined) ?? 'text' }
}
