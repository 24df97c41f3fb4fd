import { formatDay } from '../../../../metrics/format-value.ts'
import type { Meta } from '../../../api/heads.ts'
import type { PageRows } from '../../../api/tables.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { card } from '../../parts/card.ts'
import { element } from '../../parts/element.ts'
import { emptyNote } from '../../parts/empty.ts'
import type { Part } from '../../parts/part.ts'
import { statusMark, type Tone } from '../../parts/status-mark.ts'
import { sayer } from '../../sayer.ts'
import { onPage } from '../../state/page-address.ts'

export type Action = PageRows<'improvement'>['actions'][number]

const PHASES = ['plan', 'do', 'check', 'act'] as const
const TONES: Readonly<Record<string, Tone>> = { improved: 'good', worse: 'bad' }

/** The board of the cycle: a column a phase, a card an action with its effect. */
export function boardCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  const shell = card('board', 12, say('improvement.board'))
  return {
    node: shell.node,
    show(view) {
      const rows = view.rows('improvement', 'actions')
      const overdue = rows.filter(({ is_overdue: isOverdue }) => isOverdue === true).length
      const columns = [...PHASES, null].flatMap((phase) => {
        const own = rows.filter((row) => (phase === null ? !isPhase(row.phase) : row.phase === phase))
        return phase === null && own.length === 0 ? [] : [column(view, phase, own, actions)]
      })
      shell.show({
        finding: rows.length === 0 ? undefined : say('improvement.finding', { total: rows.length, overdue }),
        body: [
          rows.length === 0
            ? emptyNote(say('improvement.none'), say('improvement.none_hint'))
            : element('div', { class: 'board-columns' }, ...columns),
        ],
      })
    },
  }
}

function isPhase(phase: string | null): boolean {
  return PHASES.some((known) => known === phase)
}

function column(view: PageView, phase: string | null, rows: readonly Action[], actions: Actions): HTMLElement {
  const title = view.say(`phase.${phase ?? 'other'}`)
  return element(
    'section',
    { class: 'board-column', 'aria-label': title },
    element(
      'div',
      { class: 'board-head' },
      element('h3', {}, title),
      element('span', { class: 'count' }, String(rows.length)),
    ),
    ...rows.map((row) => actionNode(view, row, actions)),
  )
}

function actionNode(view: PageView, row: Action, actions: Actions): HTMLElement {
  const day = (text: string | null) => (text === null ? '' : formatDay(view.locale, text))
  const dates = [
    row.due_on === null ? '' : view.say('improvement.due', { day: day(row.due_on) }),
    row.effective_on === null ? '' : view.say('improvement.effective', { day: day(row.effective_on) }),
    row.closed_on === null ? '' : view.say('improvement.closed', { day: day(row.closed_on) }),
  ].filter((text) => text !== '')
  return element(
    'article',
    { class: `action ${row.is_overdue === true ? 'is-overdue' : ''}` },
    element(
      'p',
      { class: 'action-id' },
      row.improvement_id,
      ...(row.department === null ? [] : [` · ${row.department}`]),
    ),
    element('h4', {}, row.title ?? row.improvement_id),
    element('p', { class: 'muted' }, dates.join(' · ')),
    element('div', { class: 'action-marks' }, ...marks(view, row)),
    ...(row.reading === null ? [] : [element('p', { class: 'action-reading' }, row.reading)]),
    ...toSignal(view, row, actions),
  )
}

function marks(view: PageView, row: Action): HTMLElement[] {
  const { say } = view
  const verdict =
    row.verdict !== null
      ? [statusMark(say(`effect.${row.verdict}`), TONES[row.verdict] ?? 'plain')]
      : row.obstacle !== null
        ? [statusMark(say(`obstacle.${row.obstacle}`), 'plain')]
        : []
  const overdue =
    row.is_overdue === true ? [statusMark(say('improvement.overdue', { days: row.overdue_days ?? 0 }), 'bad')] : []
  const bare = row.is_closed_without_evidence === true ? [statusMark(say('improvement.no_evidence'), 'bad')] : []
  const again = row.recurrence === 'recurred' ? [statusMark(say('improvement.recurred'), 'bad')] : []
  return [...verdict, ...overdue, ...bare, ...again]
}

/** The control chart of what the action is to change, where it is aimed at one slice. */
function toSignal(view: PageView, row: Action, actions: Actions): HTMLElement[] {
  if (row.metric === null) return []
  const { metric } = row
  const slices = (row.slice ?? '').split(';').filter((part) => part !== '')
  if (slices.length > 1) return []
  const [dimension, member] = (slices[0] ?? '').split('=')
  const where: Record<string, string[]> =
    dimension === undefined || dimension === '' || member === undefined ? {} : { [dimension]: [member] }
  const open = () => actions.go({ ...onPage(view.state, 'signals'), metrics: [metric], where })
  return [element('button', { type: 'button', class: 'link', onclick: open }, view.say('improvement.to_chart'))]
}
