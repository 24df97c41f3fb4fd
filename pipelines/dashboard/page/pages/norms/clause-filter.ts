import type { PageRows } from '../../../api/tables.ts'
import type { PageView } from '../../page-view.ts'

export type Clause = PageRows<'norms'>['clauses'][number]

export const STATES = ['measured', 'attested', 'not_measurable'] as const
export const VERDICTS = ['met', 'below', 'not_distinguishable'] as const

/** The clauses that the choices in the address leave, in their order. */
export function chosenClauses(view: PageView): readonly Clause[] {
  const { section, state, verdict, text = '' } = view.state.view
  const wanted = text.trim().toLocaleLowerCase()
  return view
    .rows('norms', 'clauses')
    .filter(
      (clause) =>
        (section === undefined || clause.section === section) &&
        (state === undefined || clause.state === state) &&
        (verdict === undefined || clause.verdict_code === verdict) &&
        (wanted === '' || wordsOf(clause).includes(wanted)),
    )
}

export function sectionsOf(view: PageView): string[] {
  return [...new Set(view.rows('norms', 'clauses').map(({ section }) => section))]
}

function wordsOf({ id, title, content, reason, clause }: Clause): string {
  return `${id} ${title} ${content} ${reason} ${clause}`.toLocaleLowerCase()
}
