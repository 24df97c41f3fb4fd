/** Encodings of text files that can be read; each is named as in a source mapping. euc-kr stands for CP949, its superset. */
export const ENCODING_NAMES = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
  'windows-1252',
] as const

export type EncodingName = (typeof ENCODING_NAMES)[number]

/** Encodings without a mark of their own in the bytes: one or two bytes a character (GB18030: four, too). */
export type LegacyName = Exclude<EncodingName, 'utf-8' | 'utf-16le' | 'utf-16be'>

/** EUC-JP is only recognised, so that it is not taken for Big5 or GB18030. */
export type ScoredName = LegacyName | 'euc-jp'

export const SCORED_NAMES = [
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
  'windows-1252',
  'euc-jp',
] as const satisfies readonly ScoredName[]

export function isLegacy(encoding: string): encoding is LegacyName {
  return encoding !== 'euc-jp' && SCORED_NAMES.some((name) => name === encoding)
}
