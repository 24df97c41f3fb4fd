import type { Locale } from '../../core/locale.ts'
import { message } from '../../core/messages.ts'
import type { HeaderCheck } from './check-header.ts'
import { isFit, type MappingCheck } from './check-mapping.ts'
import type { LoadedCheck } from './loaded-check.ts'
import { percentText } from './proposal-text.ts'

/** The result of a check for a person: lines, the fields with their shares as a table, and further lines. */
export interface CheckTexts {
  readonly before: readonly string[]
  readonly table: readonly (readonly string[])[]
  readonly after: readonly string[]
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

export function checkTexts(check: MappingCheck, locale: Locale): CheckTexts {
  const say: Say = (key, values = {}) => message(locale, 'core', `say.map.${key}`, values)
  const { header, loaded, source, file } = check
  return {
    before: header === null ? [] : headerTexts(header, say),
    table: (loaded?.fields ?? []).map(({ field, filled, read }) => [
      field,
      filled === 0 ? '–' : percentText(read / filled),
      `${read} / ${filled}`,
    ]),
    after: [
      ...(loaded === null ? [] : loadedTexts(loaded, say)),
      say(isFit(check) ? 'check.fits' : 'check.fits_not', { source, file }),
    ],
  }
}

function headerTexts({ line, found, wanted, missing, fresh }: HeaderCheck, say: Say): string[] {
  return [
    say('check.header', { line, found, wanted }),
    ...missing.map(({ field, column, suggestion }) =>
      say(suggestion === null ? 'check.missing' : 'check.renamed', { field, column, suggestion: suggestion ?? '' }),
    ),
    ...(fresh.length === 0 ? [] : [say('check.fresh', { columns: fresh.join(', ') })]),
  ]
}

function loadedTexts({ unknown, key, byContent, quarantine }: LoadedCheck, say: Say): string[] {
  return [
    ...unknown.map(({ field, value, rows }) => say('question.value', { field, value, rows })),
    ...(key === null ? [] : [say('check.key', { ...key })]),
    ...(byContent === null ? [] : [say('check.content_key', { ...byContent })]),
    ...quarantine.map(({ reason, field, expected, rows, lines }) =>
      say('check.quarantine', {
        rows,
        reason: [reason, field, expected].filter((part) => part !== null && part !== '').join(' '),
        lines: `${lines.join(', ')}${rows > lines.length ? ' …' : ''}`,
      }),
    ),
  ]
}
