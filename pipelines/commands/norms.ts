import { HuiyinError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { message } from '../core/messages.ts'
import { openWorkspace } from '../core/workspace.ts'
import { formatCount } from '../metrics/format-value.ts'
import { choiceRows } from '../norms/choices.ts'
import { type CoverageRow, type CoverageState, normCoverage, STATES } from '../norms/coverage.ts'
import { coverageWords } from '../norms/coverage-text.ts'
import { normRegister } from '../norms/register.ts'
import { openSnapshot } from '../warehouse/snapshot.ts'
import { type CommandContext, type CommandOptions, textOption } from './context.ts'
import { textTable } from './text-table.ts'

const COLUMNS = ['id', 'clause', 'title', 'state', 'figure', 'interval', 'n', 'verdict', 'reason'] as const

/** Which requirements of the norms the current snapshot shows, each with its figure and the reason of its state. */
export default async function norms(
  context: CommandContext,
  _args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const wanted = await wantedOf(options)
  const workspace = await openWorkspace(context.folder)
  await using snapshot = await openSnapshot(workspace.paths.published, textOption(options, 'run'))
  const { rows, choices } = await normCoverage(snapshot.database.connection, snapshot.run)
  const shown = rows.filter(
    ({ requirement, state }) =>
      (wanted.section === undefined || requirement.section === wanted.section) &&
      (wanted.state === undefined || state === wanted.state),
  )
  context.answer({
    run_id: snapshot.run.runId,
    as_of: snapshot.run.asOf,
    sums: sumsOf(shown),
    rows: shown.map((row) => answerRow(row, context.locale)),
    choices: choiceRows(choices, context.locale),
  })
  context.line(textTable(tableOf(shown, context.locale)))
  context.line(message(context.locale, 'norms', 'sums', sumsOf(shown)))
  return 0
}

async function wantedOf(options: CommandOptions): Promise<{ section: string | undefined; state: string | undefined }> {
  const section = textOption(options, 'section')
  const state = textOption(options, 'state')
  const sections = [...(await normRegister()).sections.map((item) => item.section), 'own']
  for (const [option, got, expected] of [
    ['--section', section, sections],
    ['--state', state, STATES],
  ] as const) {
    if (got !== undefined && !(expected as readonly string[]).includes(got))
      throw new HuiyinError('HY-M-003', { option, got, expected: expected.join(', ') })
  }
  return { section, state }
}

function sumsOf(rows: readonly CoverageRow[]): Record<CoverageState | 'all', number> {
  const count = (state: CoverageState) => rows.filter((row) => row.state === state).length
  return {
    all: rows.length,
    measured: count('measured'),
    attested: count('attested'),
    not_measurable: count('not_measurable'),
  }
}

function answerRow(row: CoverageRow, locale: Locale) {
  const { requirement, state, reason, figures, missingFields, attestation, switchedOff, limits } = row
  const words = coverageWords(row, locale)
  return {
    id: requirement.id,
    section: requirement.section,
    clause: requirement.clause,
    title: words.title,
    content: words.content,
    limit: requirement.limit ?? null,
    limits_in_workspace: limits,
    state,
    reason: { ...reason, text: words.reason },
    figure: figures[0] ?? null,
    figures,
    missing_fields: missingFields,
    attestation,
    switched_off: switchedOff,
    choices: requirement.choices,
  }
}

function tableOf(rows: readonly CoverageRow[], locale: Locale): string[][] {
  const head = COLUMNS.map((column) => message(locale, 'norms', `columns.${column}`))
  return [
    head,
    ...rows.map((row) => {
      const words = coverageWords(row, locale)
      const n = row.figures[0]?.n
      const { id, clause } = row.requirement
      return [
        id,
        clause[0] ?? '',
        words.title,
        words.state,
        words.figure,
        words.interval,
        typeof n === 'number' ? formatCount(locale, n) : '',
        words.verdict,
        words.reason,
      ]
    }),
  ]
}
