import type { Meta } from '../../../api/heads.ts'
import { UNKNOWN } from '../../../api/pages.ts'
import type { PageRows } from '../../../api/tables.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { card } from '../../parts/card.ts'
import { dataTable } from '../../parts/data-table.ts'
import { emptyNote } from '../../parts/empty.ts'
import type { Part } from '../../parts/part.ts'
import { segments } from '../../parts/segments.ts'
import { statusMark } from '../../parts/status-mark.ts'
import type { Table } from '../../parts/table.ts'
import { sayer } from '../../sayer.ts'

type Test = PageRows<'signals'>['scan'][number]

/** Every metric over every segment, tested and adjusted for the number of tests; a row shows its control chart. */
export function scanCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const kinds = ['flagged', 'all'].map((value) => ({ value, label: say(`scan.${value}`) }))
  const kind = segments('scan', say('scan.show'), kinds, (value) => {
    if (view !== undefined) actions.go({ view: { ...view.state.view, scan: value } })
  })
  const shell = card('scan', 12, say('scan.title'), [kind.node])
  return {
    node: shell.node,
    show(next) {
      view = next
      const wanted = next.state.view['scan'] ?? 'flagged'
      kind.choose(wanted)
      const all = next.rows('signals', 'scan')
      const tests = all.filter(({ is_flagged: isFlagged }) => wanted === 'all' || isFlagged)
      const flagged = all.filter(({ is_flagged: isFlagged }) => isFlagged).length
      shell.show({
        finding: say('scan.finding', {
          flagged: next.count(flagged),
          tests: next.count(Math.max(0, ...all.map((test) => test.tests ?? 0))),
        }),
        body: [
          tests.length === 0
            ? emptyNote(say(all.length === 0 ? 'scan.none' : 'scan.quiet'))
            : dataTable(say('scan.title'), table(next, tests, actions)),
        ],
      })
    },
  }
}

function table(view: PageView, tests: readonly Test[], actions: Actions): Table {
  const { say } = view
  return {
    columns: [
      { label: say('rates.metric') },
      { label: say('scan.segment') },
      { label: say('scan.comparison') },
      { label: say('scan.before'), kind: 'number' },
      { label: say('scan.after'), kind: 'number' },
      { label: say('scan.adjusted_p'), kind: 'number' },
      { label: say('scan.judgement') },
    ],
    rows: tests.map((test) => [
      view.metric(test.metric).title,
      test.dimension === null
        ? say('charts.whole')
        : say('filter.chip', {
            title: view.dimension(test.dimension).title,
            label: view.label(test.dimension, test.member),
          }),
      say(`scan.comparison_${test.comparison}`),
      sideCell(view, test, test.numerator_before, test.denominator_before),
      sideCell(view, test, test.numerator_after, test.denominator_after),
      { text: pWords(test.adjusted_p), sort: test.adjusted_p },
      judgementCell(view, test),
    ]),
    act: (index) => {
      const test = tests[index]
      if (test === undefined) return undefined
      const where: Record<string, string[]> =
        test.dimension === null ? {} : { [test.dimension]: [test.member ?? UNKNOWN] }
      return { label: test.reading, run: () => actions.go({ metrics: [test.metric], where }) }
    },
  }
}

/** A side of the comparison: a share with its parts, or a mean level by period. */
function sideCell(view: PageView, test: Test, numerator: number | null, denominator: number | null) {
  if (numerator === null || denominator === null || denominator === 0) return '—'
  const { unit } = view.metric(test.metric)
  const value = (numerator / denominator) * (unit === 'per_thousand' && !test.is_share_of_all ? 1000 : 1)
  const isShare = test.is_share_of_all || unit === 'share'
  return { text: isShare ? view.share(value) : value.toFixed(unit === 'count' ? 1 : 2), sort: value }
}

function judgementCell(view: PageView, test: Test) {
  if (test.judgement === null) return ''
  const text = view.say(`judgement.${test.judgement}`)
  const tone = test.judgement === 'concern' ? 'bad' : test.judgement === 'improvement' ? 'good' : 'plain'
  return { text, node: statusMark(text, tone) }
}

export function pWords(p: number | null): string {
  if (p === null) return '—'
  return p < 0.001 ? '< 0.001' : p.toFixed(3)
}
