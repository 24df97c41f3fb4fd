import * as vega from 'vega'
import type { Locale } from '../core/locale.ts'
import { fontFamilies } from './font-families.ts'
import { textWidth } from './text-width.ts'

/** The parts of a text mark that its width depends on. */
interface TextItem {
  font?: string
  fontSize?: number
  fontWeight?: string | number
  /** Widest the text may be, in px; longer ones end in `…`. */
  limit?: number
}

declare module 'vega' {
  /** How Vega measures text; exported by it, but missing in its types. */
  export const textMetrics: { width(item: TextItem, text: unknown): number }
}

const VEGA_DEFAULT_SIZE = 11
const TRADITIONAL = fontFamilies('zh-TW')[0] ?? ''

/**
 * Makes Vega, in this process, measure text by the fonts that reports are printed with. Without a canvas it takes
 * 0.8 em for every character, which cuts Chinese labels off and leaves gaps beside Latin ones.
 */
export function measureWithOurFonts(): void {
  vega.textMetrics.width = (item, text) => {
    const width = textWidth(String(text ?? '').trim(), {
      size: item.fontSize ?? VEGA_DEFAULT_SIZE,
      weight: item.fontWeight,
      locale: localeOf(item),
    })
    return item.limit !== undefined && item.limit > 0 ? Math.min(width, item.limit) : width
  }
}

function localeOf(item: TextItem): Locale {
  return TRADITIONAL !== '' && item.font?.startsWith(TRADITIONAL) ? 'zh-TW' : 'zh-CN'
}
