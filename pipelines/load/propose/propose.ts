// look ─ entity ─ columns ─┬─ dates, values, nulls, scales, key, export ─▶ mapping (what is sure)
//                          └─ questions (the rest) ◀─ answers

import { columnAnswers, valueAnswers } from './answers.ts'
import { chooseDates, type DateChoices } from './choose-dates.ts'
import { type EntityChoice, missingFields } from './choose-entity.ts'
import { chooseExport } from './choose-export.ts'
import { chooseScales } from './choose-scale.ts'
import { chooseValues } from './choose-values.ts'
import type { ColumnMatch, Matched } from './column-match.ts'
import type { DateOrder } from './date-shapes.ts'
import { draftMapping } from './draft-mapping.ts'
import type { Evidence } from './evidence.ts'
import { likelyFields } from './likely-fields.ts'
import type { ColumnLook, Look } from './look.ts'
import { isTwin, matchColumns } from './match-columns.ts'
import type { Parts } from './parts.ts'
import type { Answers, Proposal, ProposedColumn } from './proposal.ts'
import { questionsOf } from './questions.ts'
import { withClocks } from './times-of-day.ts'

export interface ProposeOptions {
  /** The entity that was named; otherwise it is found out. */
  readonly entity?: string
  /** The name of the source that will be written. */
  readonly source: string
  readonly answers: Answers
}

/** Proposes the mapping of a file that was looked at (`choice`: chooseEntity). The same answers give the same proposal. */
export function propose(look: Look, choice: EntityChoice, options: ProposeOptions): Proposal {
  const { answers } = options
  const named = options.entity ?? answers.get('entity')
  const [first] = choice.scores
  const entity = choice.scores.find((score) => score.entity.name === named)?.entity ?? first?.entity
  if (entity === undefined) throw new Error('there is no entity')
  const found = matchColumns(look, entity, columnAnswers(answers))
  const { matched, dates } = withDates(look, found, answers)
  const parts: Parts = { look, entity, choice, matched, dates, answers }
  const values = chooseValues(matched.sure, valueAnswers(answers))
  const scales = chooseScales(entity, matched.sure)
  const exported = chooseExport(look, matched.sure)
  const key = matched.sure.get(entity.key ?? '')?.column
  const open = { isEntitySure: named !== undefined || choice.isSure, values, scales, exported }
  return {
    file: look.name,
    entity: entity.name,
    isEntitySure: open.isEntitySure,
    entities: choice.scores
      .filter(({ fields }) => fields > 0)
      .map(({ entity: { name }, score, missing }) => ({ entity: name, score, missing })),
    sheet: look.sample.sheet ?? null,
    encodingEvidence: look.sample.encodingEvidence,
    member: look.sample.member ?? null,
    headerLine: look.header.line,
    records: look.records,
    columns: proposedColumns(parts),
    dates: dates.formats,
    unknown: values.unknown,
    scales,
    exported: exported ?? null,
    key: {
      kind: entity.key !== undefined && key === undefined ? 'content' : 'field',
      unique: key === undefined || key.filled === 0 ? null : key.counts.size / key.filled,
    },
    missing: missingFields(entity, matched),
    questions: questionsOf(parts, open),
    mapping: draftMapping(parts, { ...open, source: options.source }),
  }
}

/** Columns of instants whose order of day and month is open are not sure, after all. */
function withDates(look: Look, found: Matched, answers: Answers): { matched: Matched; dates: DateChoices } {
  const instants = [...found.sure.values()]
    .filter(({ field }) => field.kind === 'instant' || field.kind === 'date')
    .map(({ column }) => column)
  const order = answers.get('order')
  const dates = chooseDates(instants, look.columns, order === '' ? undefined : (order as DateOrder | undefined))
  const sure = new Map([...found.sure].filter(([, { column }]) => !dates.open.includes(column)))
  const formats = withClocks(dates.formats, found.times.values())
  return { matched: { ...found, sure }, dates: { ...dates, formats } }
}

function proposedColumns(parts: Parts): ProposedColumn[] {
  const { look, entity, matched } = parts
  const byColumn = new Map<number, ColumnMatch>([...matched.sure.values()].map((match) => [match.column.index, match]))
  return look.columns.map((column) => {
    const match = byColumn.get(column.index)
    const time = [...matched.times].find(([, timeColumn]) => timeColumn === column)?.[0]
    if (time !== undefined) return timeColumn(column, time)
    return {
      index: column.index,
      name: column.name,
      field: match?.field.name ?? null,
      confidence: match?.confidence ?? 0,
      evidence: match?.evidence ?? whyNot(column, parts),
      personal: column.personal ?? null,
      candidates: match === undefined ? likelyFields(column, entity, matched) : [],
    }
  })
}

/** The column that gives a field's time of day only. */
function timeColumn({ index, name }: ColumnLook, field: string): ProposedColumn {
  return { index, name, field, confidence: 1, evidence: [{ kind: 'time_of_day' }], personal: null, candidates: [] }
}

/** Why a column whose name leads to a field was not taken for it; nothing where its name leads to none. */
function whyNot(column: ColumnLook, { look, matched, dates }: Parts): Evidence[] {
  if (isTwin(column, look)) return [{ kind: 'name_twice' }]
  if (dates.open.includes(column)) return [{ kind: 'open_order' }]
  const claim = matched.open.find((candidate) => candidate.column === column)
  if (claim === undefined) return []
  const evidence: Evidence[] = [{ kind: `name_${claim.how}` }, ...claim.verdict.evidence]
  return claim.verdict.fits === 'no' ? evidence : [...evidence, { kind: 'rivals' }]
}
