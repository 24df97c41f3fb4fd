import { z } from 'zod'
import { LOCALES } from './locale.ts'

/** A time zone by its IANA name. */
export const timezone = z.string().refine(isTimezone, { error: 'expected a time zone such as Asia/Shanghai' })

export const locale = z.enum(LOCALES)

/** A text in each language. */
export const inEachLocale = z.strictObject({ 'zh-CN': z.string(), 'zh-TW': z.string(), en: z.string() })

/** One text for all languages, or one for each. */
export const localised = z.union([z.string(), inEachLocale])

/** A day such as 2026-01-31. */
export const day = z.iso.date({ error: 'expected a day such as 2026-01-31' })

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
