import type { Meta } from '../../../api/heads.ts'
import type { PageRows } from '../../../api/tables.ts'
import { drawBarRows } from '../../charts/bar-rows.ts'
import { chartCard } from '../../charts/chart-card.ts'
import type { PageView } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import type { Table } from '../../parts/table.ts'
import { rangeInWords } from '../../range-in-words.ts'
import { sayer } from '../../sayer.ts'

type Term = PageRows<'signals'>['keyness'][number]

const MOST = 12

/** Words that complaints of the latest weeks contain more often than those before. */
export function keynessCard(meta: Meta): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const termsOf = (next: PageView) => next.rows('signals', 'keyness').filter(({ log_ratio: ratio }) => (ratio ?? 0) > 0)
  const card = chartCard(say, {
    name: 'keyness',
    span: 6,
    events: {
      tip: (id) => {
        const term = view === undefined ? undefined : termsOf(view).find((one) => one.term === id)
        return term === undefined || view === undefined ? undefined : { title: term.term, lines: linesOf(view, term) }
      },
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const terms = termsOf(next)
      const [first] = terms
      card.show(next, {
        title: say('keyness.title'),
        reading: first === undefined ? '' : readingOf(next, first),
        empty: first === undefined ? say('keyness.none') : undefined,
        notes: [say('keyness.note')],
        draw: drawBarRows(
          terms.slice(0, MOST).map((term) => ({
            id: term.term,
            label: term.term,
            value: term.focus_count,
            text: `${next.count(term.focus_count)} · ×${timesOf(term)}`,
            tone: 'plain',
          })),
          'count',
        ),
        table: () => tableOf(next, terms),
      })
    },
    dispose: card.dispose,
  }
}

function readingOf(view: PageView, term: Term): string {
  return view.say('keyness.reading', {
    term: term.term,
    n: view.count(term.focus_count),
    total: view.count(term.focus_total),
    range: rangeInWords(view.locale, term.focus_from, term.focus_to),
    times: timesOf(term),
  })
}

function linesOf(view: PageView, term: Term): [string, string][] {
  return [
    [view.say('keyness.focus'), partOf(view, term.focus_count, term.focus_total)],
    [view.say('keyness.reference'), partOf(view, term.reference_count, term.reference_total)],
    [view.say('keyness.times'), timesOf(term)],
  ]
}

function tableOf(view: PageView, terms: readonly Term[]): Table {
  const { say } = view
  return {
    columns: [
      { label: say('keyness.term') },
      { label: say('keyness.focus'), kind: 'number' },
      { label: say('keyness.reference'), kind: 'number' },
      { label: say('keyness.times'), kind: 'number' },
      { label: say('scan.adjusted_p'), kind: 'number' },
    ],
    rows: terms.map((term) => [
      term.term,
      { text: partOf(view, term.focus_count, term.focus_total), sort: term.focus_count },
      { text: partOf(view, term.reference_count, term.reference_total), sort: term.reference_count },
      { text: timesOf(term), sort: term.log_ratio },
      {
        text: (term.p_adjusted ?? 1) < 0.001 ? '< 0.001' : (term.p_adjusted ?? 1).toFixed(3),
        sort: term.p_adjusted,
      },
    ]),
  }
}

function partOf(view: PageView, count: number, total: number): string {
  return `${view.count(count)} / ${view.count(total)}`
}

/** How many times as frequent as before. */
function timesOf({ log_ratio: ratio }: Term): string {
  return ratio === null ? '—' : (2 ** ratio).toFixed(1)
}
