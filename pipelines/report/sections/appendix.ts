import { z } from 'zod'
import { message } from '../../core/messages.ts'
import { type ChoiceInForce, choiceRows, choicesInForce } from '../../norms/choices.ts'
import { NORM_SETTINGS_SQL, parseNormSettings } from '../../norms/norm-settings.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import {
  type CheckRow,
  checkFigure,
  type FileRow,
  fileFigure,
  type MendedRow,
  mendedFigure,
  type QuarantineRow,
  quarantineFigure,
} from '../figures/record-figures.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, type Words } from '../words.ts'
import { definitionTable } from './definition-table.ts'
import { figureRegister } from './figure-register.ts'
import { tableView } from './table-view.ts'

const NOTES = ['as_of', 'periods', 'shares', 'scores', 'counts', 'few', 'targets', 'masking']

/** What an auditor needs: the way of every record, data problems, definitions, methods, and the proof of each figure. `files`: how many of the latest are listed. */
export const appendixSection = sectionKind('appendix', { files: z.int().min(1).max(200).default(10) }, prepare, {
  isOutward: true,
})

async function prepare(context: FigureContext, options: { readonly files: number }): Promise<PreparedSection> {
  const files = await fileFigure(context, options.files)
  const mended = await mendedFigure(context)
  const quarantine = await quarantineFigure(context)
  const checks = await checkFigure(context)
  const choices = await choicesOf(context)
  return {
    isNumbered: false,
    view: async (words) => ({
      title: words.say('sections.appendix'),
      records: {
        title: words.say('appendix.records'),
        files: filesView(words, files),
        mended: mended === null ? null : mendedView(words, mended),
        quarantine: quarantineView(words, quarantine),
        checks: checksView(words, checks),
      },
      definitions: definitionTable(words, context.book.figures),
      methods: {
        title: words.say('appendix.methods'),
        notes: NOTES.map((note) => ({
          term: words.say(`methods.${note}.term`),
          text: words.say(`methods.${note}.text`),
        })),
      },
      choices: choicesView(words, choices),
      register: figureRegister(words, context.book.figures),
    }),
  }
}

/** How the workspace reads the norms where they contradict one another, as the snapshot says. */
async function choicesOf(context: FigureContext): Promise<ChoiceInForce[]> {
  const [row] = await context.rows<{ value: string }>({ sql: NORM_SETTINGS_SQL, parameters: {} })
  return choicesInForce(parseNormSettings(row?.value).choices)
}

function choicesView({ locale }: Words, choices: readonly ChoiceInForce[]) {
  const say = (key: string) => message(locale, 'norms', `choices.${key}`)
  return {
    title: say('title'),
    headings: ['id', 'subject', 'variant', 'origin'].map((column) => ({
      text: say(`columns.${column}`),
      isNumber: false,
    })),
    rows: choiceRows(choices, locale).map(({ isDefault, ...row }) => ({
      ...row,
      origin: say(isDefault ? 'default' : 'chosen'),
    })),
  }
}

function heading(words: Words, column: string, numbers: readonly string[]) {
  return { text: words.say(`columns.${column}`), isNumber: numbers.includes(column) }
}

const COUNTS = ['batch', 'read', 'loaded', 'unchanged', 'quarantined', 'records', 'findings']

function filesView(words: Words, figure: Figure<FileRow>) {
  const columns = ['file', 'sha256', 'read', 'loaded', 'unchanged', 'quarantined']
  return {
    caption: captionOf(words, figure),
    headings: columns.map((column) => heading(words, column, COUNTS)),
    empty: figure.rows.length === 0 ? words.say('cover.no_files') : '',
    rows: figure.rows.map((row) => ({
      file: row.file_name,
      hash: `${row.sha256.slice(0, 16)}…`,
      numbers: [row.rows_read, row.rows_loaded, row.rows_unchanged, row.rows_quarantined].map(words.count),
    })),
  }
}

function mendedView(words: Words, figure: Figure<MendedRow>) {
  const counts = ['read', 'quarantined', 'mended', 'replayed'].map((name) => ({ name, isNumber: true }))
  return tableView(words, figure, {
    look: 'mended',
    columns: [{ name: 'file' }, ...counts],
    rows: figure.rows.map((row) => ({
      cells: [
        row.file_name,
        ...[row.rows_read, row.rows_quarantined, row.rows_mended, row.rows_replayed].map(words.count),
      ],
    })),
  })
}

function quarantineView(words: Words, figure: Figure<QuarantineRow>) {
  return {
    caption: captionOf(words, figure),
    empty: figure.rows.length === 0 ? words.say('appendix.no_quarantine') : '',
    headings: ['source', 'reason', 'field', 'records'].map((column) => heading(words, column, COUNTS)),
    rows: figure.rows.map((row) => ({
      source: row.source,
      reason: words.sayOr(`quarantine.${row.reason}`, row.reason),
      field: row.field ?? '',
      records: words.count(row.records),
    })),
  }
}

function checksView(words: Words, figure: Figure<CheckRow>) {
  return {
    caption: captionOf(words, figure),
    headings: ['check', 'findings'].map((column) => heading(words, column, COUNTS)),
    rows: figure.rows.map((row) => ({
      check: words.sayOr(`checks.${row.check_name}`, row.check_name),
      findings: words.count(row.findings),
    })),
  }
}
