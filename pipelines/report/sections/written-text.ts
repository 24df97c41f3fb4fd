import type { Locale } from '../../core/locale.ts'
import type { InLocales } from '../figures/written-figures.ts'

/** What was written, in the report's language. */
export function inWordsOf(row: InLocales, locale: Locale): string {
  switch (locale) {
    case 'zh-CN':
      return row.zh_cn
    case 'zh-TW':
      return row.zh_tw
    case 'en':
      return row.en
  }
}
