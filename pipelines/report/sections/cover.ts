import { message } from '../../core/messages.ts'
import { VERSION } from '../../core/version.ts'
import type { Figure } from '../figure.ts'
import { CLOCKS } from '../figures/data-coverage.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import type { TimeLimitRow } from '../figures/limit-figure.ts'
import { type SourceRow, sourceFigure, timeLimitFigure } from '../figures/record-figures.ts'
import type { ReportDefinition } from '../report-definition.ts'
import { placeFor } from '../seal/roles.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, type Words } from '../words.ts'
import { recordSums } from './record-sums.ts'

const LEVELS = ['L4', 'L3', 'L2', 'L1']

/** What the report is on, what it rests on, and who answers for it. */
export const coverSection = sectionKind('cover', {}, prepare, { isOutward: true })

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const sources = await sourceFigure(context)
  const limits = await timeLimitFigure(context)
  return {
    isNumbered: false,
    view: async (words) => ({
      organisation: words.organisation,
      title: words.reportTitle,
      period: words.periodTitle,
      days: words.say('days', { from: words.day(words.period.start), to: words.day(words.period.end) }),
      facts: facts(words, limits, context.definition),
      sources: sourceTable(words, sources, context.coverage.surveys === 0),
      signatures: {
        caption: words.say('cover.signatures'),
        headings: ['role', 'name', 'signature', 'date'].map((part) => words.say(`cover.${part}`)),
        roles: context.definition.seal.signers.map((role) => ({
          title: message(words.locale, 'seal', `roles.${role}`),
          place: placeFor(role),
        })),
      },
      draft: words.say('cover.draft'),
    }),
  }
}

function facts(words: Words, limits: Figure<TimeLimitRow>, definition: ReportDefinition) {
  const { run } = words
  const fact = (label: string, value: string, ref = '') => factOf(words, label, value, ref)
  return [
    fact(
      'as_of',
      words.say('as_of_zone', { instant: words.instant(run.asOf), zone: run.timezone, offset: offset(run) }),
    ),
    ...scopeFacts(words, definition),
    fact('run', run.runId),
    fact('limits', limitsText(words, limits.rows), limits.ref),
    fact('proof', words.say('cover.proof_text')),
    fact('program', words.say('cover.program_text', { version: VERSION })),
  ]
}

/** What the report counts, where that is a part, and what an outward copy leaves out. */
function scopeFacts(words: Words, { filters, is_outward: isOutward }: ReportDefinition) {
  const parts = Object.entries(filters).map(([dimension, values]) =>
    words.say('cover.scope_part', {
      dimension: words.dimension(dimension),
      values: words.list(values.map((value) => words.value(dimension, value))),
    }),
  )
  return [
    ...(parts.length === 0 ? [] : [factOf(words, 'scope', parts.join(words.say('clause_separator')))]),
    ...(isOutward ? [factOf(words, 'outward', words.say('cover.outward_text'))] : []),
  ]
}

function factOf(words: Words, label: string, value: string, ref = '') {
  return { label: words.say(`cover.${label}`), value, ref }
}

/** Such as `UTC+08:00`, in force at the as-of. */
function offset({ asOf, timezone }: Words['run']): string {
  const format = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(new Date(asOf)).find((part) => part.type === 'timeZoneName')?.value ?? ''
  return name === 'GMT' ? 'UTC' : name.replace('GMT', 'UTC')
}

/** One line for all clocks: each with its limit, or its limits by level, most urgent first. */
function limitsText(words: Words, limits: readonly TimeLimitRow[]): string {
  if (limits.length === 0) return words.say('cover.no_limits')
  const parts = CLOCKS.flatMap((clock) => {
    const own = limits.filter((limit) => limit.clock === clock)
    if (own.length === 0) return []
    const general = own.find((limit) => limit.level === null)
    if (general !== undefined)
      return [
        words.say('cover.limit', { clock: words.say(`clocks.${clock}`), limit: words.hours(general.limit_hours) }),
      ]
    const byLevel = LEVELS.map((level) => {
      const limit = own.find((each) => each.level === level)
      const text = limit === undefined ? words.say('cover.unset') : words.hours(limit.limit_hours)
      return words.say('cover.level_limit', { level: words.value('level', level), limit: text })
    })
    return [words.say('cover.limit', { clock: words.say(`clocks.${clock}`), limit: words.list(byLevel) })]
  })
  return parts.join(words.say('clause_separator'))
}

function sourceTable(words: Words, figure: Figure<SourceRow>, withoutSurveys: boolean) {
  const { rows } = figure
  const sums = recordSums(words, rows)
  return {
    caption: captionOf(words, figure),
    empty: rows.length === 0 ? words.say('cover.no_files') : '',
    headings: ['source', 'entity', 'files', 'last_export', 'read', 'loaded', 'unchanged', 'quarantined'].map(
      (column) => ({
        text: words.say(`columns.${column}`),
        isNumber: !['source', 'entity', 'last_export'].includes(column),
      }),
    ),
    rows: rows.map((row) => ({
      source: row.source,
      entity: words.sayOr(`entities.${row.entity}`, row.entity),
      exported: row.last_exported_at === null ? words.say('not_known') : words.instant(row.last_exported_at),
      numbers: [row.files, row.rows_read, row.rows_loaded, row.rows_unchanged, row.rows_quarantined].map(words.count),
    })),
    notes: [sums, ...(withoutSurveys ? [words.say('cover.no_surveys')] : [])],
  }
}
