import { answerScores, wholeNumber } from './answer-scores.ts'
import { codeOf, codeOfSimplified } from './code-words.ts'
import type { EntityField } from './entity-fields.ts'
import type { Evidence, Verdict } from './evidence.ts'
import { readable } from './instant-order.ts'
import type { ColumnLook } from './look.ts'
import { textVerdict } from './text-verdict.ts'

const MOSTLY = 0.9
const SCORES = 0.8
const CODES_SURE = 0.5
const CODES_OPEN = 0.2
const CODES_AT_MOST = 60
/** Answers on a scale of five, where one of ten is asked for. */
const FIVE = 5
const ANSWERS_AT_LEAST = 20

/** Weighs the values of a column against a field. */
export function fieldVerdict(field: EntityField, column: ColumnLook): Verdict {
  if (column.filled === 0) return { fits: 'open', evidence: [{ kind: 'no_values' }] }
  switch (field.kind) {
    case 'instant':
    case 'date':
      return instantVerdict(column)
    case 'code':
      return codeVerdict(field.list ?? '', column)
    case 'score':
      return scoreVerdict(field, column)
    case 'boolean':
      return byShare('booleans', column.types.booleans / column.types.tried, MOSTLY)
    case 'integer':
      return byShare(
        'numbers',
        shareOf(column, (value) => wholeNumber(value) !== undefined),
        MOSTLY,
      )
    case 'amount':
    case 'decimal':
      return column.personalValues === undefined
        ? byShare('numbers', column.types.amounts / column.types.tried, MOSTLY)
        : { fits: 'no', evidence: [{ kind: 'personal', detail: column.personalValues }] }
    default:
      return textVerdict(field, column)
  }
}

/** The share of a column's filled rows whose value passes a test. */
export function shareOf(column: ColumnLook, test: (value: string) => boolean): number {
  let passed = 0
  for (const [value, n] of column.counts) if (test(value)) passed += n
  return column.filled === 0 ? 0 : passed / column.filled
}

function instantVerdict(column: ColumnLook): Verdict {
  const share = readable(column.types) / column.types.tried
  return { fits: share >= MOSTLY ? 'yes' : 'no', evidence: [{ kind: 'instants', share }] }
}

function codeVerdict(list: string, column: ColumnLook): Verdict {
  if (column.counts.size > CODES_AT_MOST) return { fits: 'no', evidence: [{ kind: 'free_text' }] }
  const share = shareOf(column, (value) => (codeOf(list, value) ?? codeOfSimplified(list, value)) !== undefined)
  const evidence: Evidence[] = [{ kind: 'codes', share, detail: list }]
  if (share >= CODES_SURE) return { fits: 'yes', evidence }
  return { fits: share >= CODES_OPEN ? 'open' : 'no', evidence }
}

function scoreVerdict(field: EntityField, column: ColumnLook): Verdict {
  const low = field.low ?? 0
  const top = typeof field.high === 'number' ? field.high : 10
  const scores = answerScores(column.counts.keys())
  const numbers = [...scores.values()]
  const share = shareOf(column, (value) => {
    const score = scores.get(value)
    return score !== undefined && score >= low && score <= top
  })
  const seen = numbers.filter((score) => score >= low && score <= top)
  const range = seen.length === 0 ? `${low}–${top}` : `${Math.min(...seen)}–${Math.max(...seen)}`
  const evidence: Evidence[] = [{ kind: 'scores', share, detail: range }]
  const isOfFive = low === 0 && top === 10 && Math.max(...numbers) <= FIVE && column.filled >= ANSWERS_AT_LEAST
  return { fits: share >= SCORES && !isOfFive ? 'yes' : 'no', evidence }
}

function byShare(kind: Evidence['kind'], share: number, enough: number): Verdict {
  return { fits: share >= enough ? 'yes' : 'no', evidence: [{ kind, share }] }
}
