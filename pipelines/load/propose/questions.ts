import { missingFields } from './choose-entity.ts'
import type { ExportChoice } from './choose-export.ts'
import type { ScaleChoice } from './choose-scale.ts'
import type { ValueChoices } from './choose-values.ts'
import { fieldVerdict, shareOf } from './field-verdict.ts'
import { likelyFields } from './likely-fields.ts'
import type { ColumnLook } from './look.ts'
import type { Parts } from './parts.ts'
import type { Question } from './proposal.ts'

export interface OpenChoices {
  readonly isEntitySure: boolean
  readonly values: ValueChoices
  readonly scales: readonly ScaleChoice[]
  readonly exported: ExportChoice | undefined
}

const NEARLY_ALL = 0.9

/** What is not sure and was not answered, in the order in which answers help with what follows. */
export function questionsOf(parts: Parts, open: OpenChoices): Question[] {
  const { answers, look } = parts
  const all = [
    ...(open.isEntitySure ? [] : [entityQuestion(parts)]),
    ...orderQuestion(parts),
    ...requiredQuestions(parts),
    ...keyQuestion(parts),
    ...columnQuestions(parts),
    ...open.scales.filter(({ points }) => points === undefined).map(scaleQuestion),
    ...valueQuestions(open.values),
    ...exportQuestion(open.exported),
    ...(look.shortRecords === 0 ? [] : [shortRowsQuestion(look.shortRecords)]),
    ...(look.trailingRecords === 0 ? [] : [extraCellsQuestion(look.trailingRecords)]),
  ]
  return all.filter(({ id }) => !answers.has(id))
}

function entityQuestion({ choice }: Parts): Question {
  const choices = choice.scores.map(({ entity: { name }, fields }) => ({ value: name, label: `${name} (${fields})` }))
  return { id: 'entity', kind: 'entity', details: {}, choices }
}

function orderQuestion({ dates }: Parts): Question[] {
  if (dates.open.length === 0 || dates.orders.length === 0) return []
  const choices = dates.orders.map(({ order, format, span }) => ({
    value: order,
    label: `${format} (${span.from} – ${span.to})`,
  }))
  return [{ id: 'order', kind: 'order', details: { columns: dates.open.map(({ name }) => name).join(', ') }, choices }]
}

/** A field that no record can be without: the free columns that could be it. */
function requiredQuestions({ look, entity, matched, dates }: Parts): Question[] {
  return missingFields(entity, matched).flatMap((name): Question[] => {
    const field = entity.fields.find((candidate) => candidate.name === name)
    if (field === undefined || dates.open.length > 0) return []
    const choices = look.columns
      .filter((column) => column.filled > 0 && fieldVerdict(field, column).fits === 'yes')
      .map((column) => ({ value: String(column.index), label: column.name }))
    return [{ id: `required:${name}`, kind: 'required', details: { field: name, columns: labels(choices) }, choices }]
  })
}

function keyQuestion({ look, entity, matched }: Parts): Question[] {
  const field = entity.fields.find(({ isKey }) => isKey)
  if (field === undefined || matched.sure.has(field.name)) return []
  const taken = new Set([...matched.sure.values()].map(({ column }) => column))
  const choices = look.columns
    .filter((column) => !taken.has(column) && isNumbering(column) && fieldVerdict(field, column).fits === 'yes')
    .map((column) => ({ value: String(column.index), label: column.name }))
  return choices.length === 0
    ? []
    : [{ id: `key:${field.name}`, kind: 'key', details: { field: field.name, columns: labels(choices) }, choices }]
}

/** Whether the values look like numbers that someone gave out, not like words, amounts or persons. */
function isNumbering(column: ColumnLook): boolean {
  const isNumber = (value: string) => /^[\w./#-]{4,}$/.test(value) && /\d/.test(value)
  return column.filled > 1 && column.personal === undefined && shareOf(column, isNumber) > NEARLY_ALL
}

function columnQuestions({ look, entity, matched, dates }: Parts): Question[] {
  const taken = new Set([...[...matched.sure.values()].map(({ column }) => column), ...matched.times.values()])
  return look.columns
    .filter((column) => !taken.has(column) && !dates.open.includes(column))
    .flatMap((column): Question[] => {
      const fields = likelyFields(column, entity, matched)
      if (fields.length === 0) return []
      const choices = fields.map((name) => ({ value: name, label: name }))
      return [
        {
          id: `column:${column.index}`,
          kind: 'column',
          details: { column: column.name, entity: entity.name, fields: fields.join(', ') },
          choices,
        },
      ]
    })
}

function scaleQuestion({ field, answers, highest }: ScaleChoice): Question {
  const choices = ['5', '10'].map((points) => ({ value: points, label: points }))
  return { id: `scale:${field}`, kind: 'scale', details: { field, answers, highest }, choices }
}

function valueQuestions({ unknown }: ValueChoices): Question[] {
  return unknown.map(({ field, list, value, rows, likely, codes }) => {
    const ordered = likely === undefined ? codes : [likely, ...codes.filter((code) => code !== likely)]
    const choices = ordered.map((code) => ({ value: code, label: code }))
    return { id: `value:${field}:${value}`, kind: 'value', details: { field, list, value, rows }, choices }
  })
}

function exportQuestion(exported: ExportChoice | undefined): Question[] {
  if (exported === undefined || exported.isSure) return []
  const details = { day: exported.day, later: Math.round(exported.later * 100) }
  return [{ id: 'export', kind: 'export', details, choices: [{ value: 'yes', label: exported.day }] }]
}

function shortRowsQuestion(rows: number): Question {
  return { id: 'short_rows', kind: 'short_rows', details: { rows }, choices: [{ value: 'pad', label: 'pad' }] }
}

function extraCellsQuestion(rows: number): Question {
  const choices = [{ value: 'drop_blank', label: 'drop_blank' }]
  return { id: 'extra_cells', kind: 'extra_cells', details: { rows }, choices }
}

function labels(choices: Question['choices']): string {
  return choices.map(({ label }) => label).join(', ') || '–'
}
