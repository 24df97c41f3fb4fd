import type { FigureContext } from '../figures/figure-context.ts'
import { type QuestionFigure, type QuestionRow, questionFigures } from '../figures/question-figures.ts'
import type { SectionOptions } from '../report-definition.ts'
import type { PreparedSection } from '../section.ts'
import type { Words } from '../words.ts'

const FEWEST_FOR_SHARES = 10

/** What, why, when, where, who and how: the values that stand out, and what the data does not say. */
export async function questionsSection(
  context: FigureContext,
  options: SectionOptions<'questions'>,
): Promise<PreparedSection> {
  const figures = await questionFigures(context, options)
  const isEmpty = context.coverage.complaints_in_week === 0
  return {
    template: 'questions',
    isNumbered: true,
    view: async (words) => ({
      title: words.say('sections.questions'),
      empty: isEmpty ? words.say('empty_week') : '',
      intro: isEmpty ? '' : words.say('questions.intro', { weeks: Math.max(...figures.map((each) => each.weeks)) }),
      questions: isEmpty ? [] : figures.map((each) => questionView(words, each)),
    }),
  }
}

function questionView(words: Words, { question, figure, empty, weeks }: QuestionFigure) {
  const rows = figure?.rows.filter((row) => row.kind !== 'empty') ?? []
  const names = [...new Set(rows.map((row) => row.dimension))]
  const missing = words.list(empty.map((name) => words.dimension(name)))
  const key = figure === null ? 'questions.nothing' : 'questions.without'
  return {
    ref: figure?.ref ?? '',
    title: words.say(`questions.${question}`),
    missing: missing === '' ? '' : words.say(key, { dimensions: missing }),
    dimensions: names.map((name) =>
      dimensionView(
        words,
        rows.filter((row) => row.dimension === name),
        weeks > 0,
      ),
    ),
  }
}

function dimensionView(words: Words, rows: readonly QuestionRow[], isCompared: boolean) {
  const [first] = rows
  const total = first?.total ?? 0
  const dimension = first?.dimension ?? ''
  const blank = rows.find((row) => row.kind === 'unknown')?.complaints ?? 0
  const isEnough = total >= FEWEST_FOR_SHARES
  const hasIndex = isCompared && isEnough
  const columns = ['complaints', ...(isEnough ? ['share'] : []), ...(hasIndex ? ['share_before', 'index'] : [])]
  return {
    title: words.dimension(dimension),
    coverage: words.say('questions.coverage', {
      coverage: isEnough
        ? words.share(total - blank, total)
        : words.say('k_of_n', { k: words.count(total - blank), n: words.count(total) }),
    }),
    headings: columns.map((column) => words.say(`columns.${column}`)),
    rows: rows.map((row) => ({
      label: labelOf(words, row),
      isMuted: row.kind !== 'value',
      numbers: [
        words.count(row.complaints),
        ...(isEnough ? [words.share(row.complaints, total)] : []),
        ...(hasIndex ? [words.share(row.before, row.before_total)] : []),
      ],
      index: hasIndex ? indexView(words, row) : null,
    })),
  }
}

function labelOf(words: Words, row: QuestionRow): string {
  if (row.kind === 'rest') return words.say('questions.rest', { values: words.count(row.values) })
  return words.value(row.dimension, row.value)
}

/** How many times its earlier share a value has; in words where that is beyond chance. */
function indexView(words: Words, row: QuestionRow) {
  if (row.kind === 'rest') return { text: '', change: '' }
  const text = row.index === null ? words.say('no_value') : words.say('times', { times: words.decimal(row.index, 1) })
  return { text, change: row.change === null ? '' : words.say(`questions.${row.change}`) }
}
