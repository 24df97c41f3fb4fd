import { foldName, withoutBrackets, withoutNeutralWords } from './fold-name.ts'
import type { NameIndex } from './synonyms.ts'

/** How a column's name leads to a field. `exact` to `affix` are clear; `within` and `weak` need values that agree. */
export type NameMatch = 'exact' | 'folded' | 'affix' | 'within' | 'weak'

export interface NamedField {
  readonly field: string
  readonly how: NameMatch
}

/** Which field a column's name means, or the several that a weak name may mean; the surest way only. */
export function matchName(name: string, index: NameIndex): NamedField[] {
  const exact = index.exact.get(name.trim().toLowerCase())
  if (exact !== undefined) return [{ field: exact, how: 'exact' }]
  const forms = [foldName(name), foldName(withoutBrackets(name))].filter((form) => form !== '')
  const shorter = forms.map(withoutNeutralWords)
  const strong = (form: string, how: NameMatch) => {
    const found = index.strong.get(form)
    return found === undefined ? [] : [{ field: found, how }]
  }
  const [first = '', second = first] = forms
  const clear = [
    ...strong(first, 'folded'),
    ...strong(second, 'affix'),
    ...shorter.flatMap((form) => strong(form, 'affix')),
  ]
  if (clear[0] !== undefined) return [clear[0]]
  const inside = index.within.find(([words]) => forms.some((form) => contains(form, words)))
  if (inside !== undefined) return [{ field: inside[1], how: 'within' }]
  for (const form of [...forms, ...shorter]) {
    const fields = index.weak.get(form)
    if (fields !== undefined) return fields.map((weak) => ({ field: weak, how: 'weak' }))
  }
  return []
}

/** Whether a folded name holds folded words: all of the English ones, the Chinese ones in a row. */
function contains(form: string, words: string): boolean {
  if (/[\u3400-\u9fff]/.test(words)) return form.includes(words)
  const held = new Set(form.split(' '))
  return words.split(' ').every((word) => held.has(word))
}
