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

/** Encodings that are only recognised, so that their texts are not taken for one of those that can be read. */
export type RivalName = 'euc-jp' | 'windows-1250' | 'windows-1251' | 'windows-1254' | 'koi8-r'

export type ScoredName = LegacyName | RivalName

export function isReadable(encoding: string): encoding is EncodingName {
  return ENCODING_NAMES.some((name) => name === encoding)
}

/** Whether each character is one byte, the upper half being letters and signs. */
export function isSingleByte(encoding: string): boolean {
  return encoding.startsWith('windows-') || encoding === 'koi8-r'
}
