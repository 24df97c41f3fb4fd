import type { Figure } from '../figure.ts'
import type { FindingRow } from '../figures/finding-figures.ts'
import type { Words } from '../words.ts'
import { type TableCell, tableView } from './table-view.ts'

/** Findings one a row: what, how grave, who, since when, in what state, and whether it came back. */
export function findingTable(words: Words, figure: Figure<FindingRow>, look: string) {
  return tableView(words, figure, {
    look,
    columns: [
      ...['number', 'finding', 'severity', 'responsible', 'found_on', 'due', 'state'].map((name) => ({ name })),
      { name: 'age_days', isNumber: true },
      { name: 'recurrence' },
    ],
    rows: figure.rows.map((row) => ({ look: row.is_overdue === true ? 'overdue' : '', cells: cellsOf(words, row) })),
  })
}

function cellsOf(words: Words, row: FindingRow): (string | TableCell)[] {
  const none = words.say('no_value')
  return [
    { text: row.finding_id, small: row.inspection_id ?? '' },
    { text: row.description ?? none, small: causeText(words, row) },
    row.finding_severity === null ? none : words.value('finding_severity', row.finding_severity),
    row.department ?? none,
    { text: row.found_on ?? none, look: 'day' },
    { text: row.due_on ?? none, look: 'day' },
    stateCell(words, row),
    ageText(words, row),
    recurrenceCell(words, row),
  ]
}

function causeText(words: Words, { finding_code: code, cause }: FindingRow): string {
  const parts = [
    code === null ? '' : words.say('found.code', { code }),
    cause === null ? '' : words.say('found.cause', { cause }),
  ]
  return parts.filter((part) => part !== '').join(words.say('clause_separator'))
}

function stateCell(words: Words, row: FindingRow): TableCell {
  const { closed_on: day, improvement_id: action } = row
  const small = action === null ? '' : words.say('found.action', { action })
  if (row.is_overdue === true) return { text: words.say('found.overdue'), small, look: 'bad' }
  if (row.is_open) return { text: words.say('found.open'), small }
  return { text: day === null ? words.say('found.closed') : words.say('found.closed_on', { day }), small }
}

/** Days since it was found; of a closed one, days until it was closed. */
function ageText(words: Words, row: FindingRow): string {
  const days = row.is_open ? row.open_days : row.closing_days
  return days === null ? '' : words.count(days)
}

function recurrenceCell(words: Words, row: FindingRow): string | TableCell {
  if (!row.is_recurrent) return ''
  return { text: row.recurrence_of ?? words.say('found.recurs'), look: 'bad' }
}
