import { readSqlFile, readSqlFolder, type SqlFile } from '../warehouse/sql-file.ts'
import { codedFields, fieldsRead, isSourceWords, requiredByEntity } from '../warehouse/staging-file.ts'

export type FieldKind = 'text' | 'code' | 'flag' | 'whole' | 'decimal' | 'score' | 'date' | 'instant'

/** One column of a template: a field that the entity's staging file reads. */
export interface TemplateField {
  readonly name: string
  readonly kind: FieldKind
  /** The list of codes to choose from, `yes_no` for a flag. */
  readonly list: string | undefined
  readonly isRequired: boolean
}

/** The entities that there is a template for: all that there is a staging file for. */
export function templateEntities(): string[] {
  return readSqlFolder('1_staging').map((file) => file.name.replace('staging.', ''))
}

/** The fields of an entity: first those that must be filled in, then the others as the staging file has them. */
export function templateFields(entity: string): TemplateField[] {
  const staging = readSqlFile(`1_staging/${entity}.sql`)
  const required = requiredByEntity(staging)
  const names = fieldsRead(staging)
  const fields = names
    .filter((name) => !isSourceWords(name, names))
    .map((name): TemplateField => ({ name, ...kindOf(staging, name), isRequired: required.includes(name) }))
  return [
    ...required.flatMap((name) => fields.filter((field) => field.name === name)),
    ...fields.filter((field) => !field.isRequired),
  ]
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  BOOLEAN: 'flag',
  INTEGER: 'whole',
  DATE: 'date',
  'TIMESTAMP WITH TIME ZONE': 'instant',
}

function kindOf(staging: SqlFile, name: string): Pick<TemplateField, 'kind' | 'list'> {
  const list = codedFields(staging).get(name)
  if (list !== undefined) return { kind: 'code', list }
  if (staging.sql.includes(`as_score(incoming.${name},`)) return { kind: 'score', list: undefined }
  const type = staging.columns.find((column) => column.name === name)?.type ?? ''
  const kind = type.startsWith('DECIMAL') ? 'decimal' : (KINDS[type] ?? 'text')
  return { kind, list: kind === 'flag' ? 'yes_no' : undefined }
}
