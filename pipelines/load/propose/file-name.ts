import { extname } from 'node:path'

/** The date in a file's name, and the pattern of `exported_at` that finds it. */
export interface NameDate {
  readonly pattern: string
  /** `YYYY-MM-DD` */
  readonly day: string
}

const DATE = /(?<!\d)(20\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/g

/** A glob for this file and its successors: dates and numbers at its end are left open. */
export function filePattern(name: string): string {
  const extension = extname(name)
  const stem = name.slice(0, name.length - extension.length)
  if (!/\p{L}/u.test(stem)) return stem.replaceAll(/\d/g, '?') + extension
  const open = stem
    .replaceAll(DATE, '*')
    .replace(/(?:[\s_-]*(?:\(\d+\)|副本)|[\s_-]+\d{1,4})$/, '*')
    .replaceAll(/[[\]{}()!?\\]/g, '?')
  return `${open}*${extension}`.replaceAll(/\*+/g, '*')
}

/** A name for the source, by the file's: `complaints` for complaints_2026-01-05.csv; undefined without Latin letters. */
export function sourceName(name: string): string | undefined {
  const stem = name.slice(0, name.length - extname(name).length).replaceAll(DATE, '')
  const slug = stem
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replaceAll(/^[-_\d]+|[-_]+$/g, '')
    .replace(/[-_]+\d{1,4}$/, '')
  return /[a-z]{2}/.test(slug) ? slug : undefined
}

/** The last date in a file's name; the pattern is anchored at what stands before it. */
export function dateInName(name: string): NameDate | undefined {
  const last = [...name.matchAll(DATE)].at(-1)
  if (last === undefined) return undefined
  const [, year, mark = '', month, day] = last
  const before = name
    .slice(0, last.index)
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\d/g, '\\d')
  const between = mark === '.' ? '\\.' : mark
  return { pattern: `${before}(\\d{4}${between}\\d{2}${between}\\d{2})`, day: `${year}-${month}-${day}` }
}
