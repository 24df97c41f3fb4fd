import { z } from 'zod'
import { type CoverageRow, type CoverageScope, STATES } from '../../norms/coverage.ts'
import { coverageWords } from '../../norms/coverage-text.ts'
import { normRegister, type Section } from '../../norms/register.ts'
import type { Figure } from '../figure.ts'
import { coverageFigure } from '../figures/coverage-figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, type Words } from '../words.ts'
import { chapterTitle } from './chapters.ts'

/** Requirement by requirement: the limit, the figure and its verdict, who states it, or why it cannot be measured. */
export const coverageSection = sectionKind(
  'coverage',
  {
    chapters: z
      .array(z.string().regex(/^([A-N]|own)$/))
      .min(1)
      .optional(),
    states: z.array(z.enum(STATES)).min(1).optional(),
  },
  prepare,
)

async function prepare(context: FigureContext, options: CoverageScope): Promise<PreparedSection> {
  const coverage = await context.norms(options)
  const { rows } = coverage
  const isAttestedOnly = options.states?.length === 1 && options.states[0] === 'attested'
  const figure = coverageFigure(context, isAttestedOnly ? 'attested' : 'coverage', coverage)
  const { sections } = await normRegister()
  return {
    isNumbered: true,
    view: async (words) => ({
      title: words.say(isAttestedOnly ? 'sections.attested' : 'sections.coverage'),
      empty: rows.length === 0 ? words.say('coverage.none') : '',
      note: isAttestedOnly ? words.say('coverage.note_attested') : '',
      table: rows.length === 0 ? null : tableView(words, figure, rows, sections),
    }),
  }
}

function tableView(words: Words, figure: Figure, rows: readonly CoverageRow[], sections: readonly Section[]) {
  const chapters = [...Map.groupBy(rows, ({ requirement }) => requirement.section)]
  const columns = ['requirement_id', 'requirement', 'norm_limit', 'state', 'shown', 'interval_95', 'n', 'verdict']
  return {
    caption: captionOf(words, figure),
    headings: columns.map((name) => ({
      text: words.say(`columns.${name}`),
      isNumber: ['shown', 'interval_95', 'n'].includes(name),
    })),
    chapters: chapters.map(([section, own]) => ({
      title: chapterTitle(words, section, sections),
      rows: own.map((row) => rowView(words, row)),
    })),
  }
}

function rowView(words: Words, row: CoverageRow) {
  const { requirement, state, figures } = row
  const said = coverageWords(row, words.locale)
  const [figure] = figures
  return {
    id: requirement.id,
    title: said.title,
    content: said.content,
    clause: requirement.clause.map((name) => name.replaceAll(' ', '\u00a0')).join(words.say('clause_separator')),
    limit: limitText(words, row),
    state: said.state,
    look: state,
    reason: said.reason,
    figure: said.figure,
    interval: said.interval,
    n: typeof figure?.n === 'number' ? words.count(figure.n) : '',
    verdict: said.verdict,
    isMissed: figure?.verdict === 'below',
  }
}

const SIGNS = { '<=': '≤', '<': '<', '>=': '≥', '>': '>', '=': '=' } as const

function limitText(words: Words, { requirement: { limit } }: CoverageRow): string {
  if (limit === undefined) return ''
  const amount =
    limit.unit === 'share'
      ? words.share(limit.value, 1)
      : words.say(`coverage.units.${limit.unit}`, { value: words.decimal(limit.value, limit.value % 1 === 0 ? 0 : 1) })
  return `${SIGNS[limit.comparator]} ${amount}`
}
