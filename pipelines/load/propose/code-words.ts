import codes from '../../../sql/codes.json' with { type: 'json' }
import { LOCALES } from '../../core/locale.ts'
import { findMessage } from '../../core/messages.ts'
import { simplified } from '../../core/simplified.ts'

const lists: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = codes
const known = new Map<string, ReadonlyMap<string, string>>()

/** The code of a list that a value stands for when it is loaded, by its label in any language; undefined for others. */
export function codeOf(list: string, value: string): string | undefined {
  return wordsOf(list).get(folded(value))
}

/** The code that a value stands for once its characters are simplified: 已結案 is 已结案. */
export function codeOfSimplified(list: string, value: string): string | undefined {
  return wordsOf(list).get(folded(simplified(value)))
}

/** The code whose label the value holds, or that holds the value, where it is one only: a guess to ask about. */
export function likelyCode(list: string, value: string): string | undefined {
  const wanted = folded(simplified(value))
  const held = new Set<string>()
  for (const [word, code] of wordsOf(list)) {
    const plain = simplified(word)
    const isLong = /[\u3400-\u9fff]/.test(plain) ? plain.length >= 2 : plain.length >= 4
    if (isLong && (wanted.includes(plain) || (wanted.length >= 2 && plain.includes(wanted)))) held.add(code)
  }
  return held.size === 1 ? [...held][0] : undefined
}

export function codesOf(list: string): string[] {
  return Object.keys(lists[list] ?? {})
}

/** Folded words of a list → code: labels first, then the codes themselves and their synonyms. */
function wordsOf(list: string): ReadonlyMap<string, string> {
  const made = known.get(list)
  if (made !== undefined) return made
  const words = new Map<string, string>()
  const enter = (word: string, code: string) => {
    if (!words.has(folded(word))) words.set(folded(word), code)
  }
  const members = Object.entries(lists[list] ?? {})
  for (const locale of LOCALES)
    for (const [code] of members) enter(findMessage(locale, 'catalogue', `codes.${list}.${code}`) ?? code, code)
  for (const [code, synonyms] of members) for (const word of [code, ...synonyms]) enter(word, code)
  known.set(list, words)
  return words
}

function folded(word: string): string {
  return word.normalize('NFKC').replaceAll(' ', '').trim().toLowerCase()
}
