export const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** A text in all languages: where what is told is made before it is known to whom. */
export type Localised = Readonly<Record<Locale, string>>

/** One text in all languages, from what gives it in each. */
export function inAllLocales(textIn: (locale: Locale) => string): Record<Locale, string> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, textIn(locale)])) as Record<Locale, string>
}

export function isLocale(text: string): text is Locale {
  return (LOCALES as readonly string[]).includes(text)
}

/** The language of the command line: HUIYIN_LANG, else the system's LC_ALL or LANG, else English. */
export function systemLocale(env: Readonly<Record<string, string | undefined>>): Locale {
  const wanted = (env['HUIYIN_LANG'] ?? env['LC_ALL'] ?? env['LANG'] ?? '').replace('_', '-')
  if (/^zh-(TW|HK|MO|Hant)/i.test(wanted)) return 'zh-TW'
  return /^zh/i.test(wanted) ? 'zh-CN' : 'en'
}
