import { queryRange } from '../../metrics/answer-metrics.ts'
import { answerSlices } from '../../metrics/answer-slices.ts'
import type { Statement } from '../../metrics/metric-query.ts'
import type { MetricRow } from '../../metrics/metric-row.ts'
import type { AnswerQuery } from '../../norms/answer-from-snapshot.ts'
import { choiceRows } from '../../norms/choices.ts'
import { type Coverage, type CoverageRow, normCoverage } from '../../norms/coverage.ts'
import { coverageWords } from '../../norms/coverage-text.ts'
import { normRegister } from '../../norms/register.ts'
import type { RowOf } from '../api/columns.ts'
import { type CLAUSE, LIMIT } from '../api/norm-tables.ts'
import type { Asking } from '../asking.ts'
import type { Quiet, SnapshotView } from '../follow-published.ts'
import { martRows, ofSnapshot } from '../mart-rows.ts'
import type { PageParts } from './page-parts.ts'

/** So many metrics are asked for at a time, so that clicks of others come between. */
const AT_ONCE = 4

/** Snapshots of which somebody waits for the coverage. */
const wanted = new WeakSet<SnapshotView['run']>()

/** So often a quiet moment is waited for, before the work goes on all the same. */
const MOST_TRIES = 100

/** Waits for a quiet moment, unless somebody waits for the coverage. */
async function quietUnlessWanted(run: SnapshotView['run'], quiet: Quiet | undefined): Promise<void> {
  for (let tries = 0; quiet !== undefined && tries < MOST_TRIES && !wanted.has(run); tries += 1)
    if (await quiet()) return
}

/** From sums, where a snapshot has them: to read millions of rows for each metric takes minutes. */
const answerFromSums =
  (quiet: Quiet | undefined): AnswerQuery =>
  async (connection, run, query) => {
    const range = await queryRange(connection, run, query)
    const answer = {
      runId: run.runId,
      asOf: run.asOf,
      ...range,
      rows: [] as MetricRow[],
      statements: [] as Statement[],
    }
    for (let from = 0; from < query.metrics.length; from += AT_ONCE) {
      await quietUnlessWanted(run, quiet)
      const metrics = query.metrics.slice(from, from + AT_ONCE)
      const [part] = await answerSlices(connection, run, { ...query, ...range, metrics }, [query.by ?? []])
      answer.rows.push(...(part?.rows ?? []))
      answer.statements.push(...(part?.statements ?? []))
    }
    return answer
  }

/** Every requirement of the norms with its state, and the choices among those that contradict each other. */
export async function normsPage(asking: Asking): Promise<PageParts<'norms'>> {
  const { locale } = asking
  const { sections } = await normRegister()
  const titles = new Map(sections.map(({ section, title }) => [section, title[locale]]))
  const { rows, choices } = await coverageOf(asking)
  return {
    rows: {
      clauses: rows.map((row) => ({
        ...clauseRow(row, asking),
        section_title: titles.get(row.requirement.section) ?? '',
      })),
      choices: choiceRows(choices, locale),
      limits: await martRows(asking, 'marts.time_limit', LIMIT, 'order by clock, level'),
    },
  }
}

/**
 * Does not depend on filters, and takes a while.
 * @param quiet where nobody waits for it: it is then computed in quiet moments, until somebody does
 */
export function coverageOf({ connection, run }: SnapshotView, quiet?: Quiet): Promise<Coverage> {
  if (quiet === undefined) wanted.add(run)
  return ofSnapshot(run, 'norms', () => normCoverage(connection, run, {}, answerFromSums(quiet)))
}

function clauseRow(row: CoverageRow, { locale }: Asking): Omit<RowOf<typeof CLAUSE>, 'section_title'> {
  const words = coverageWords(row, locale)
  const [figure] = row.figures
  const { id, section, clause } = row.requirement
  return {
    id,
    section,
    clause: clause.join('; '),
    ...words,
    state: row.state,
    reason_code: row.reason.code,
    verdict_code: figure?.verdict ?? null,
    figure_kind: figure?.kind ?? null,
    subject: figure?.subject ?? null,
    value: figure?.value ?? null,
    n: figure?.n ?? null,
    is_switched_off: row.switchedOff !== null,
  }
}
