import { inAllLocales, type Localised } from './locale.ts'
import { type MessageArea, type MessageValues, message } from './messages.ts'

/** A message in all languages; of values that are such texts, each language takes its own. */
export function localised(area: MessageArea, key: string, values: MessageValues = {}): Localised {
  return inAllLocales((locale) => message(locale, area, key, values))
}
