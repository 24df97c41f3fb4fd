import type { Meta } from '../../../api/heads.ts'
import type { PageRows } from '../../../api/tables.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { card } from '../../parts/card.ts'
import { element } from '../../parts/element.ts'
import { emptyNote } from '../../parts/empty.ts'
import type { Part } from '../../parts/part.ts'
import { sayer } from '../../sayer.ts'
import { ofFilter } from '../../state/of-filter.ts'
import { onPage } from '../../state/page-address.ts'
import { withoutSubject } from '../../without-subject.ts'

type Finding = PageRows<'overview'>['findings'][number]

/** What the scan of all metrics over all segments found to have changed, adjusted for the number of tests. */
export function changesCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const all = element(
    'button',
    {
      type: 'button',
      class: 'button',
      id: 'to-signals',
      onclick: () => view !== undefined && actions.go(onPage(view.state, 'signals')),
    },
    say('overview.all_signals'),
  )
  const shell = card('changes', 7, say('overview.changes'), [all])
  return {
    node: shell.node,
    show(next) {
      view = next
      const findings = next.rows('overview', 'findings')
      const [first] = findings
      shell.show({
        finding:
          first === undefined
            ? undefined
            : `${say('overview.tested', { tests: next.count(first.tests ?? 0) })}${ofFilter(next)}`,
        body:
          first === undefined
            ? [emptyNote(say('overview.no_changes'), say('overview.no_changes_hint'))]
            : [element('ul', { class: 'findings' }, ...findings.map((finding) => item(next, finding, actions)))],
      })
    },
  }
}

function item(view: PageView, finding: Finding, actions: Actions): HTMLElement {
  const { metric, dimension, member } = finding
  const where = dimension === null || member === null ? {} : { [dimension]: [member] }
  const open = () => actions.go({ ...onPage(view.state, 'signals'), metrics: [metric], where })
  const tone = { concern: 'bad', improvement: 'good' }[finding.judgement ?? ''] ?? 'plain'
  const place =
    dimension === null
      ? ''
      : view.say('filter.chip', { title: view.dimension(dimension).title, label: view.label(dimension, member) })
  return element(
    'li',
    { class: `finding-item is-${tone}` },
    element(
      'button',
      { type: 'button', class: 'link', onclick: open },
      [view.metric(metric).title, place].filter((part) => part !== '').join(' · '),
    ),
    element('p', {}, withoutSubject(finding.reading, view.metric(metric).title)),
  )
}
