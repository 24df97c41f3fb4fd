import dictionary from './starter-dictionary.json' with { type: 'json' }

/** A phrase that stands for a code before complaints have been coded. */
export interface StarterPhrase {
  readonly code: string
  readonly text: string
}

type Codes = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/** The starter dictionary's phrases for a field's codes, of all three languages; none for a field of free wording. */
export function starterPhrases(field: string): StarterPhrase[] {
  const codes = (dictionary as Readonly<Record<string, Codes>>)[field] ?? {}
  return Object.entries(codes).flatMap(([code, byLocale]) =>
    Object.values(byLocale).flatMap((phrases) => phrases.map((text) => ({ code, text }))),
  )
}
