import type { FigureRow, PageRows } from '../../../api/tables.ts'
import { type Actions, isShown, type PageView } from '../../page-view.ts'
import { element } from '../../parts/element.ts'
import type { Part } from '../../parts/part.ts'
import { onPage } from '../../state/page-address.ts'
import { withoutSubject } from '../../without-subject.ts'

type Point = PageRows<'overview'>['verdicts'][number]

/** What of the headline metrics asks for attention, in a sentence each, and where to go from there. */
export function attentionCard(actions: Actions): Part {
  const title = element('h2', { id: 'attention-title' })
  const list = element('ul', { class: 'attention-list' })
  const node = element('section', { class: 'attention span-12', 'aria-labelledby': title.id }, title, list)
  return {
    node,
    show(view) {
      const { concerns, better } = sorted(view)
      const known = view.rows('overview', 'headline').filter(isShown)
      node.classList.toggle('is-quiet', concerns.length === 0)
      title.textContent = titleOf(view, concerns.length, known.length)
      list.replaceChildren(
        ...[...concerns, ...better].map(({ metric, text, isConcern }) =>
          element(
            'li',
            { class: isConcern ? 'is-bad' : 'is-good' },
            element(
              'button',
              {
                type: 'button',
                class: 'link',
                onclick: () => actions.go({ ...onPage(view.state, 'signals'), metrics: [metric] }),
              },
              view.metric(metric).title,
            ),
            element('span', {}, text),
          ),
        ),
      )
    },
  }
}

/** Nothing stands out only where there are control charts that something could stand out from. */
function titleOf(view: PageView, concerns: number, known: number): string {
  const { say } = view
  const received = view.rows('overview', 'headline').find(({ metric }) => metric === 'complaints_received')
  if (received?.n === 0) return say('state.empty')
  if (concerns > 0) return say('overview.attention', { count: concerns, total: known })
  return view.rows('overview', 'verdicts').length === 0
    ? say('overview.unjudged')
    : say('overview.quiet', { total: known })
}

interface Attention {
  readonly metric: string
  readonly text: string
  readonly isConcern: boolean
}

function sorted(view: PageView): { concerns: Attention[]; better: Attention[] } {
  const points = new Map(view.rows('overview', 'verdicts').map((point) => [point.metric, point]))
  const all = view.rows('overview', 'headline').flatMap((row) => attentionOf(view, row, points.get(row.metric)))
  return { concerns: all.filter(({ isConcern }) => isConcern), better: all.filter(({ isConcern }) => !isConcern) }
}

/** A special cause goes before a missed target: it says that something is happening now. */
function attentionOf(view: PageView, row: FigureRow, point: Point | undefined): Attention[] {
  const { metric } = row
  if (point?.variation === 'concern' || point?.variation === 'improvement') {
    const isConcern = point.variation === 'concern'
    const reading = point.reading ?? view.say(`variation.${point.variation}`)
    return [{ metric, isConcern, text: withoutSubject(reading, view.metric(metric).title) }]
  }
  if (row.verdict !== 'below' || !isShown(row)) return []
  const target = view.value(metric, view.metric(metric).target?.value ?? null)
  return [
    { metric, isConcern: true, text: view.say('overview.below', { value: view.value(metric, row.value), target }) },
  ]
}
