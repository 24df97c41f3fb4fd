import { choiceRows } from '../../norms/choices.ts'
import { type Coverage, type CoverageRow, normCoverage } from '../../norms/coverage.ts'
import { coverageWords } from '../../norms/coverage-text.ts'
import { normRegister } from '../../norms/register.ts'
import type { RowOf } from '../api/columns.ts'
import { type CLAUSE, LIMIT } from '../api/tables.ts'
import type { Asking } from '../asking.ts'
import { martRows } from '../mart-rows.ts'
import { recent } from '../recent.ts'
import type { PageParts } from './page-parts.ts'

/** The coverage of a snapshot does not depend on filters, and takes a while. */
const known = recent<Coverage>(2)

/** Every requirement of the norms with its state, and the choices among those that contradict each other. */
export async function normsPage(asking: Asking): Promise<PageParts<'norms'>> {
  const { connection, run, locale } = asking
  const { sections } = await normRegister()
  const titles = new Map(sections.map(({ section, title }) => [section, title[locale]]))
  const { rows, choices } = await known(run.runId, () => normCoverage(connection, run))
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
