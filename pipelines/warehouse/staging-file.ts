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

/** The name of a field in the source's own words. */
export function sourceWords(field: string): string {
  return `${field}${SOURCE_WORDS}`
}

/** Whether a field only repeats another one in the source's own words, and so is no field of its own. */
export function isSourceWords(field: string, fields: readonly string[]): boolean {
  return baseField(field) !== field && fields.includes(baseField(field))
}

/** A column of a staging file and the expression that makes it, in the order of the header. */
export interface StagedColumn {
  readonly name: string
  readonly expression: string
}

/** The expressions of a staging file's query, taken apart at the commas between them. */
export function stagedColumns(staging: SqlFile): StagedColumn[] {
  const list = /^\s*select\b(.*)\bfrom incoming\s*$/s.exec(staging.sql)?.[1] ?? ''
  return splitAtCommas(list).map((item) => {
    const [, expression = '', name = ''] = /^(.*)\sas\s+(\w+)$/s.exec(item) ?? []
    return { name, expression }
  })
}

/** The columns that can hold something where a source gives these fields; the others are null in all its rows. */
export function filledColumns(staging: SqlFile, present: ReadonlySet<string>): StagedColumn[] {
  const key = staging.tags['key']
  return stagedColumns(staging).filter(({ name, expression }) => {
    const reads = [...expression.matchAll(/\bincoming\.([a-z_]+)/g)].map(([, field = '']) => baseField(field))
    return name === key || reads.length === 0 || reads.some((field) => present.has(field))
  })
}

function splitAtCommas(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let isQuoted = false
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === "'") isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim())
      start = at + 1
    }
  }
  return [...parts, text.slice(start).trim()].filter((part) => part !== '')
}
