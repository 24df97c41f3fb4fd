import { z } from 'zod'
import columnNames from '../../../sql/synonyms.json' with { type: 'json' }
import { LOCALES } from '../../core/locale.ts'
import { findMessage } from '../../core/messages.ts'
import { foldName } from './fold-name.ts'

const names = z.array(z.string()).default([])
const fieldSchema = z.strictObject({
  'zh-CN': names,
  'zh-TW': names,
  en: names,
  /** Names that mean the field where nothing better is in the header and the values agree. */
  weak: names,
  /** Words that mean the field where a whole question stands as the column's name. */
  within: names,
})
const all = z.record(z.string(), z.record(z.string(), fieldSchema)).parse(columnNames)

/** The names of an entity's fields; folded ones as by fold-name.ts. */
export interface NameIndex {
  /** Our own labels, in lower case. */
  readonly own: ReadonlyMap<string, string>
  /** Names as they are written, in lower case. */
  readonly exact: ReadonlyMap<string, string>
  readonly strong: ReadonlyMap<string, string>
  /** Folded name → the fields that it may mean. */
  readonly weak: ReadonlyMap<string, readonly string[]>
  readonly within: readonly (readonly [words: string, field: string])[]
  /** Whether words such as 投诉 add nothing to a name: in a file of complaints every column is one of complaints. */
  readonly isComplaints: boolean
  /** Field → its strong names, folded. */
  readonly namesOf: ReadonlyMap<string, readonly string[]>
}

/** The names by which an entity's fields are known: our own labels, then synonyms, then the field's name. */
export function nameIndex(entity: string, fields: readonly string[]): NameIndex {
  const own = new Map<string, string>()
  const exact = new Map<string, string>()
  const strong = new Map<string, string>()
  const weak = new Map<string, string[]>()
  const within: [string, string][] = []
  const namesOf = new Map<string, string[]>()
  const enter = (field: string, name: string) => {
    if (!exact.has(name.toLowerCase())) exact.set(name.toLowerCase(), field)
    const folded = foldName(name)
    if (!strong.has(folded)) strong.set(folded, field)
    namesOf.set(field, [...(namesOf.get(field) ?? []), folded])
  }
  for (const field of fields) {
    for (const label of labelsOf(entity, field)) {
      own.set(label.toLowerCase(), field)
      enter(field, label)
    }
  }
  for (const field of fields) {
    const given = synonymsOf(entity, field)
    for (const name of [...LOCALES.flatMap((locale) => given?.[locale] ?? []), field]) enter(field, name)
    for (const name of new Set((given?.weak ?? []).map(foldName))) weak.set(name, [...(weak.get(name) ?? []), field])
    for (const words of given?.within ?? []) within.push([foldName(words), field])
  }
  return { own, exact, strong, weak, within, isComplaints: entity === 'complaint', namesOf }
}

/** The labels that our own templates and reports give a field, in the three languages. */
function labelsOf(entity: string, field: string): string[] {
  return LOCALES.flatMap((locale) => findMessage(locale, 'catalogue', `fields.${entity}.${field}`) ?? [])
}

/** The synonyms of a field, or those of the field of the same name of another entity. */
function synonymsOf(entity: string, field: string) {
  return all[entity]?.[field] ?? Object.values(all).find((fields) => fields[field] !== undefined)?.[field]
}
