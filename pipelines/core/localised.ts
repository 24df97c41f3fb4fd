import type { Locale } from './locale.ts'
import { type MessageArea, type MessageValues, message } from './messages.ts'

/** A text in all languages: where what is told is made before it is known to whom. */
export type Localised = Readonly<Record<Locale, string>>

/** A message in all languages; of values that are such texts, each language takes its own. */
export function localised(area: MessageArea, key: string, values: MessageValues = {}): Localised {
  return {
    'zh-CN': message('zh-CN', area, key, values),
    'zh-TW': message('zh-TW', area, key, values),
    en: message('en', area, key, values),
  }
}
