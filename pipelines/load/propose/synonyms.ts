import { z } from 'zod'
import columnNames from '../../../sql/synonyms.json' with { type: 'json' }
import { foldName } from './fold-name.ts'

const names = z.array(z.string())
const fieldSchema = z.strictObject({
  'zh-CN': names,
  'zh-TW': names,
  en: names,
  /** Names that mean the field where nothing better is in the header and the values agree. */
  weak: names.optional(),
  /** Words that mean the field where a whole question stands as the column's name. */
  within: names.optional(),
})
const schema = z.record(z.string(), z.record(z.string(), fieldSchema))
const all = schema.parse(columnNames)

/** The names of an entity's fields, folded (see fold-name.ts). */
export interface NameIndex {
  /** Names as they are written, in lower case. */
  readonly exact: ReadonlyMap<string, string>
  readonly strong: ReadonlyMap<string, string>
  /** Folded name → the fields that it may mean. */
  readonly weak: ReadonlyMap<string, readonly string[]>
  readonly within: readonly (readonly [words: string, field: string])[]
  /** Field → its strong names, folded; the first of each language is our own label. */
  readonly namesOf: ReadonlyMap<string, readonly string[]>
}

/** The names by which an entity's fields are known, each field's own name among them. */
export function nameIndex(entity: string, fields: readonly string[]): NameIndex {
  const exact = new Map<string, string>()
  const strong = new Map<string, string>()
  const weak = new Map<string, string[]>()
  const within: [string, string][] = []
  const namesOf = new Map<string, string[]>()
  for (const field of fields) {
    const given = all[entity]?.[field]
    const written = [field, ...(given === undefined ? [] : [...given['zh-CN'], ...given['zh-TW'], ...given.en])]
    for (const name of written) if (!exact.has(name.toLowerCase())) exact.set(name.toLowerCase(), field)
    namesOf.set(field, written.map(foldName))
    for (const name of written.map(foldName)) if (!strong.has(name)) strong.set(name, field)
    for (const name of new Set((given?.weak ?? []).map(foldName))) weak.set(name, [...(weak.get(name) ?? []), field])
    for (const words of given?.within ?? []) within.push([foldName(words), field])
  }
  return { exact, strong, weak, within, namesOf }
}

/** The strong names of all entities as they stand in the file, for tests: entity, field, name. */
export function strongNames(): (readonly [entity: string, field: string, name: string])[] {
  return Object.entries(all).flatMap(([entity, fields]) =>
    Object.entries(fields).flatMap(([field, given]) =>
      [...given['zh-CN'], ...given['zh-TW'], ...given.en].map((name) => [entity, field, name] as const),
    ),
  )
}
