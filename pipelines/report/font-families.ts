import type { Locale } from '../core/locale.ts'

/** The fonts that we print with, by the script that each is drawn for. */
export const FONTS = {
  simplified: { family: 'Noto Sans SC', package: 'noto-sans-sc' },
  traditional: { family: 'Noto Sans TC', package: 'noto-sans-tc' },
} as const
export type Script = keyof typeof FONTS

/** Scripts in the order in which their fonts are tried: a character that one lacks is taken from the next. */
export function scriptsFor(locale: Locale): Script[] {
  return locale === 'zh-TW' ? ['traditional', 'simplified'] : ['simplified', 'traditional']
}

/** Families to print a locale with, first choice first. */
export function fontFamilies(locale: Locale): string[] {
  return scriptsFor(locale).map((script) => FONTS[script].family)
}
