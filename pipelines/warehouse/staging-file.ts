import type { SqlFile } from './sql-file.ts'

const SOURCE_WORDS = '_source'

/** The fields of `incoming` that a staging file reads: what an entity can be given by a mapping. */
export function fieldsRead(staging: SqlFile): string[] {
  return [...new Set([...staging.sql.matchAll(/\bincoming\.([a-z_]+)/g)].map((match) => match[1] ?? ''))]
}

/** The fields without which a record of the entity is none, its key among them. */
export function requiredByEntity(staging: SqlFile): string[] {
  return (staging.tags['requires'] ?? '').split(', ')
}

/** Fields that become a code, and the list of codes that each goes through, by the macro `code_of_<list>`. */
export function codedFields(staging: SqlFile): ReadonlyMap<string, string> {
  const calls = staging.sql.matchAll(/\bcode_of_(\w+)\(incoming\.(\w+)\)/g)
  return new Map([...calls].map(([, list = '', field = '']) => [field, list]))
}

/** `status_source` is `status` in the source's own words: the field that a name is made from. */
export function baseField(field: string): string {
  return field.endsWith(SOURCE_WORDS) ? field.slice(0, -SOURCE_WORDS.length) : field
}

/** Whether a field only repeats another one in the source's own words, and so is no field of its own. */
export function isSourceWords(field: string, fields: readonly string[]): boolean {
  return baseField(field) !== field && fields.includes(baseField(field))
}
