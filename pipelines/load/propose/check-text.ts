import type { Locale } from '../../core/locale.ts'
import { message } from '../../core/messages.ts'
import { isFit, type MappingCheck } from './check-mapping.ts'
import { percentText } from './proposal-text.ts'

/** The result of a check in lines for a person; the columns with their shares are a table of their own. */
export function checkTexts(
  check: MappingCheck,
  locale: Locale,
): { before: string[]; table: string[][]; after: string[] } {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    message(locale, 'core', `say.map.${key}`, values)
  const { header, loaded } = check
  const before =
    header === null
      ? []
      : [
          say('check.header', { line: header.line, found: header.found, wanted: header.wanted }),
          ...header.missing.map(({ field, column, suggestion }) =>
            say(suggestion === null ? 'check.missing' : 'check.renamed', {
              field,
              column,
              suggestion: suggestion ?? '',
            }),
          ),
          ...(header.fresh.length === 0 ? [] : [say('check.fresh', { columns: header.fresh.join(', ') })]),
        ]
  const after =
    loaded === null
      ? []
      : [
          ...loaded.unknown.map(({ field, value, rows }) => say('question.value', { field, value, rows })),
          ...(loaded.key === null ? [] : [say('check.key', { ...loaded.key })]),
          ...(loaded.byContent === null ? [] : [say('check.content_key', { ...loaded.byContent })]),
          ...loaded.quarantine.map(({ reason, field, expected, rows, lines }) =>
            say('check.quarantine', {
              rows,
              reason: [reason, field, expected].filter((part) => part !== null && part !== '').join(' '),
              lines: `${lines.join(', ')}${rows > lines.length ? ' …' : ''}`,
            }),
          ),
        ]
  return {
    before,
    table: (loaded?.fields ?? []).map(({ field, filled, read }) => [
      field,
      filled === 0 ? '–' : percentText(read / filled),
      `${read} / ${filled}`,
    ]),
    after: [...after, say(isFit(check) ? 'check.fits' : 'check.fits_not', { source: check.source, file: check.file })],
  }
}
