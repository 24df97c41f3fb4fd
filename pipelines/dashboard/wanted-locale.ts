import { isLocale, type Locale } from '../core/locale.ts'

/** The language of an answer: `?lang=`, else the first of Accept-Language that is one of ours, else the fallback. */
export function wantedLocale(search: URLSearchParams, acceptLanguage: string | undefined, fallback: Locale): Locale {
  const asked = search.get('lang')
  if (asked !== null && isLocale(asked)) return asked
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.split(';').map((text) => text.trim())
      return { tag, quality: quality === undefined ? 1 : Number(quality.replace(/^q=/, '')) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { tag } of ranked) {
    const locale = nearest(tag)
    if (locale !== undefined) return locale
  }
  return fallback
}

function nearest(tag: string): Locale | undefined {
  if (/^zh-(tw|hk|mo|hant)/i.test(tag)) return 'zh-TW'
  if (/^zh\b/i.test(tag)) return 'zh-CN'
  return /^en\b/i.test(tag) ? 'en' : undefined
}
