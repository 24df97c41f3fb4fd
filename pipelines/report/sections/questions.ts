import { z } from 'zod'
import type { FigureContext } from '../figures/figure-context.ts'
import {
  type QuestionFigure,
  type QuestionOptions,
  type QuestionRow,
  questionFigures,
} from '../figures/question-figures.ts'
import { dimensionName } from '../named-in-catalogue.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'

const FEWEST_FOR_SHARES = 10

/** What, why, when, where, who and how: the values that stand out, and what the data does not say. */
export const questionsSection = sectionKind(
  'questions',
  {
    /** Values listed of each dimension. */
    top: z.int().min(1).max(20),
    reference_periods: z.int().min(1).max(52),
    leave_out: z.array(dimensionName).default([]),
  },
  prepare,
  { isOutward: true },
)

async function prepare(context: FigureContext, options: QuestionOptions): Promise<PreparedSection> {
  const figures = await questionFigures(context, options)
  const isEmpty = context.coverage.complaints_in_period === 0
  return {
    isNumbered: true,
    view: async (words) => ({
      title: words.say('sections.questions'),
      empty: isEmpty ? words.say('empty_week') : '',
      intro: isEmpty
        ? ''
        : context.definition.is_outward
          ? words.say('questions.intro_outward')
          : introText(words, Math.max(...figures.map((each) => each.periods))),
      questions: isEmpty ? [] : figures.map((each) => questionView(words, each, context.definition.is_outward)),
    }),
  }
}

function introText(words: Words, weeks: number): string {
  return words.say(weeks === 0 ? 'questions.intro_alone' : 'questions.intro', { weeks })
}

function questionView(
  words: Words,
  { question, figure, empty, suppressed, periods }: QuestionFigure,
  isOutward: boolean,
) {
  const rows = figure?.rows.filter((row) => row.kind !== 'empty') ?? []
  const names = [...new Set(rows.map((row) => row.dimension))]
  const missing = words.list(empty.map((name) => words.dimension(name)))
  const few =
    suppressed.length === 0
      ? ''
      : words.say('questions.suppressed', { dimensions: words.list(suppressed.map((name) => words.dimension(name))) })
  const key = figure === null ? 'questions.nothing' : 'questions.without'
  return {
    ref: figure?.ref ?? '',
    isSingle: names.length === 1,
    title: words.say(`questions.${question}`),
    missing: [missing === '' ? '' : words.say(key, { dimensions: missing }), few]
      .filter((text) => text !== '')
      .join(' '),
    dimensions: names.map((name) =>
      dimensionView(
        words,
        rows.filter((row) => row.dimension === name),
        periods > 0,
        isOutward,
      ),
    ),
  }
}

function dimensionView(words: Words, rows: readonly QuestionRow[], isCompared: boolean, isOutward: boolean) {
  const [first] = rows
  const { dimension = '', total = 0, stated = 0 } = first ?? {}
  const isEnough = stated >= FEWEST_FOR_SHARES
  const hasIndex = isCompared && isEnough
  const columns = ['complaints', ...(isEnough ? ['share'] : []), ...(hasIndex ? ['share_before', 'index'] : [])]
  const coverage = isEnough
    ? words.share(stated, total)
    : words.say('k_of_n', { k: words.count(stated), n: words.count(total) })
  return {
    title: words.dimension(dimension),
    coverage: isOutward ? '' : words.say('questions.coverage', { coverage }),
    headings: columns.map((column) => words.say(`columns.${column}`)),
    rows: rows.map((row) => ({
      label: labelOf(words, row),
      isMuted: row.kind !== 'value',
      numbers: [
        words.count(row.complaints),
        ...(isEnough ? [shareText(words, row, row.complaints, stated)] : []),
        ...(hasIndex ? [shareText(words, row, row.before, row.before_stated)] : []),
      ],
      index: hasIndex ? indexView(words, row) : null,
    })),
  }
}

/** Of those that state a value; blanks have their count alone. */
function shareText(words: Words, { kind }: QuestionRow, part: number, stated: number): string {
  return kind === 'unknown' ? '' : words.share(part, stated)
}

function labelOf(words: Words, row: QuestionRow): string {
  if (row.kind === 'rest') return words.say('questions.rest', { values: words.count(row.values) })
  return words.value(row.dimension, row.value)
}

/** How many times its earlier share a value has; in words where that is beyond chance. */
function indexView(words: Words, row: QuestionRow) {
  if (row.kind !== 'value') return { text: '', change: '' }
  const text = row.index === null ? words.say('no_value') : words.say('times', { times: words.decimal(row.index, 1) })
  return { text, change: row.change === null ? '' : words.say(`questions.${row.change}`) }
}
