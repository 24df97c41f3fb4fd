import { madeOnce } from '../../core/made-once.ts'
import { foldName, withoutBrackets, withoutNeutralWords } from './fold-name.ts'
import type { NameIndex } from './synonyms.ts'

/** How a column's name leads to a field. `own` to `affix` are clear; `within` and `weak` need values that agree. */
export type NameMatch = 'own' | 'exact' | 'folded' | 'affix' | 'within' | 'weak'

export interface NamedField {
  readonly field: string
  readonly how: NameMatch
}

/** Nothing longer is the name of a column: a text is, or a file without line ends. */
export const LONGEST_NAME = 500
/** What names mean, kept: a header is looked for in each row, alone and with its neighbours. */
const known = new WeakMap<NameIndex, Map<string, readonly NamedField[]>>()

/** The fields that a column's name means: the one that it means clearly, where it does, then those that it may mean. */
export function matchName(name: string, index: NameIndex): readonly NamedField[] {
  if (name.length > LONGEST_NAME) return []
  const meanings = known.get(index) ?? new Map<string, readonly NamedField[]>()
  known.set(index, meanings)
  const meaning = meanings.get(name) ?? meaningOf(name, index)
  meanings.set(name, meaning)
  return meaning
}

function meaningOf(name: string, index: NameIndex): NamedField[] {
  const { form, short } = foldedForms(name)
  const shorter = index.isComplaints ? [withoutNeutralWords(form), withoutNeutralWords(short)] : []
  const forms = [...new Set([form, short, ...shorter])].filter(Boolean)
  const clear = clearField(name, forms, index)
  const inside = index.within.filter(([words]) => forms.some((held) => contains(held, words)))
  const weak = forms.map((held) => index.weak.get(held)).find((fields) => fields !== undefined) ?? []
  const found: NamedField[] = [
    ...(clear === undefined ? [] : [clear]),
    ...inside.map(([, field]) => ({ field, how: 'within' as const })),
    ...weak.map((field) => ({ field, how: 'weak' as const })),
  ]
  return found.filter(({ field }, place) => found.findIndex((other) => other.field === field) === place)
}

/** Folding is dear, and a name is looked up in the index of each entity. */
const foldedForms = madeOnce((name: string) => ({ form: foldName(name), short: foldName(withoutBrackets(name)) }))

function clearField(name: string, forms: readonly string[], index: NameIndex): NamedField | undefined {
  const written = name.trim().toLowerCase()
  const own = index.own.get(written)
  if (own !== undefined) return { field: own, how: 'own' }
  const exact = index.exact.get(written)
  if (exact !== undefined) return { field: exact, how: 'exact' }
  for (const [place, form] of forms.entries()) {
    const field = index.strong.get(form)
    if (field !== undefined) return { field, how: place === 0 ? 'folded' : 'affix' }
  }
  return undefined
}

/** Whether a folded name holds folded words: all of the English ones, the Chinese ones in a row. */
function contains(form: string, words: string): boolean {
  if (/[\u3400-\u9fff]/.test(words)) return form.includes(words)
  const held = new Set(form.split(' '))
  return words.split(' ').every((word) => held.has(word))
}
