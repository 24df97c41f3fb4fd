import { readSqlFile, readSqlFolder, type SqlFile } from '../warehouse/sql-file.ts'

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
  const required = (staging.tags['requires'] ?? '').split(', ')
  const names = [...new Set([...staging.sql.matchAll(/\bincoming\.([a-z_]+)/g)].map((match) => match[1] ?? ''))]
  const fields = names
    .filter((name) => !isSourceWords(name, names))
    .map((name): TemplateField => ({ name, ...kindOf(staging, name), isRequired: required.includes(name) }))
  return [
    ...required.flatMap((name) => fields.filter((field) => field.name === name)),
    ...fields.filter((field) => !field.isRequired),
  ]
}

/** `status_source` is `status` in the source's own words: no column of its own. */
function isSourceWords(name: string, names: readonly string[]): boolean {
  return name.endsWith('_source') && names.includes(name.slice(0, -'_source'.length))
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  BOOLEAN: 'flag',
  INTEGER: 'whole',
  DATE: 'date',
  'TIMESTAMP WITH TIME ZONE': 'instant',
}

function kindOf(staging: SqlFile, name: string): Pick<TemplateField, 'kind' | 'list'> {
  const list = new RegExp(`as_code\\('(\\w+)', incoming\\.${name}\\)`).exec(staging.sql)?.[1]
  if (list !== undefined) return { kind: 'code', list }
  if (staging.sql.includes(`as_score(incoming.${name},`)) return { kind: 'score', list: undefined }
  const type = staging.columns.find((column) => column.name === name)?.type ?? ''
  const kind = type.startsWith('DECIMAL') ? 'decimal' : (KINDS[type] ?? 'text')
  return { kind, list: kind === 'flag' ? 'yes_no' : undefined }
}
