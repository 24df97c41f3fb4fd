import type { Source } from '../core/source-schema.ts'
import type { Column, Privacy } from '../warehouse/sql-file.ts'

/** The least that a class of personal data asks for. */
const LEAST: Readonly<Record<NonNullable<PersonalClass>, Privacy>> = {
  public: 'public',
  free_text: 'redact',
  quasi_identifier: 'pseudonym',
  direct_identifier: 'private',
}
const ORDER: readonly Privacy[] = ['public', 'redact', 'pseudonym', 'private']

type PersonalClass = Exclude<Source['columns'][string], string>['class']

/**
 * Field → how it is to be masked at least, by the classes of all mappings. A field's words in the source
 * (`channel_source`) and the values that no code stands for (`source_value`) go with it.
 */
export function classedFields(sources: readonly Pick<Source, 'columns'>[]): ReadonlyMap<string, Privacy> {
  const classed = new Map<string, Privacy>()
  for (const [field, column] of sources.flatMap(({ columns }) => Object.entries(columns))) {
    if (typeof column === 'string' || column.class === undefined || column.class === 'public') continue
    for (const name of [field, `${field}_source`, 'source_value']) {
      classed.set(name, stricter(classed.get(name) ?? 'public', LEAST[column.class]))
    }
  }
  return classed
}

/**
 * How a column is masked: as its SQL file says, or as a mapping's class asks where that is stricter. A fact of any
 * entity may carry the field, so the name alone decides. A key is hashed rather than left out, since rows are known by
 * it; what is no text cannot be redacted or hashed, and is left out.
 */
export function privacyOf(column: Column, classed: ReadonlyMap<string, Privacy>): Privacy {
  const asked = classed.get(column.name)
  if (asked === undefined || stricter(asked, column.privacy) === column.privacy) return column.privacy
  if (column.type !== 'VARCHAR') return 'private'
  return column.role === 'key' ? 'pseudonym' : asked
}

function stricter(one: Privacy, other: Privacy): Privacy {
  return ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other
}
