import { expect, test } from 'vitest'
import type { Figure, FigureRow } from '../../../../pipelines/report/figure.ts'
import { changedNumbers } from '../../../../pipelines/report/restatement/changed-numbers.ts'
import type { Restated } from '../../../../pipelines/report/restatement/restated-schema.ts'

const NONE = { replayed: 0, late: 0, corrected: 0, progressed: 0, gone: 0 }
const ROWS: Restated['rows'] = { complaint: { ...NONE, late: 2, corrected: 1 }, survey: NONE }
const WEEK = { from: '2026-11-02', to: '2026-11-08' }

const number = (metric: string, value: number | null, more: FigureRow = {}): FigureRow => ({
  metric,
  ...WEEK,
  value,
  numerator: value,
  denominator: null,
  ...more,
})

function compare(said: FigureRow[], now: FigureRow[], rows = ROWS, redefined: string[] = []) {
  return changedNumbers(
    [{ ref: 'F3', csv: 'F03_headline.csv', rows: said }],
    [{ ref: 'F3', rows: now } as unknown as Figure],
    rows,
    redefined,
  )
}

test('a number that is another one names the rows that moved it', () => {
  expect(compare([number('complaints_received', 120)], [number('complaints_received', 122)])).toEqual({
    compared: 1,
    changes: [
      {
        ref: 'F3',
        metric: 'complaints_received',
        ...WEEK,
        said_value: 120,
        said_numerator: 120,
        said_denominator: null,
        now_value: 122,
        now_numerator: 122,
        now_denominator: null,
        reasons: 'late,corrected',
      },
    ],
  })
})

test.each<[string, string, Restated['rows'], string[], string]>([
  ['time alone', 'response_rate', ROWS, [], 'as_of'],
  ['another definition', 'response_rate', ROWS, ['response_rate'], 'definition'],
  ['definition and rows', 'reopen_rate', ROWS, ['reopen_rate'], 'definition,late,corrected'],
  ['a register', 'training_coverage', ROWS, [], 'register'],
  ['no snapshot to compare with', 'reopen_rate', null, [], 'unknown'],
])('%s', (_case, metric, rows, redefined, reasons) => {
  const { changes } = compare([number(metric, 0.5)], [number(metric, 0.6)], rows, redefined)
  expect(changes.map((change) => change.reasons)).toEqual([reasons])
})

test('where cases were pending, time has moved the number too', () => {
  const { changes } = compare(
    [number('reopen_rate', 0.5, { pending: 3 })],
    [number('reopen_rate', 0.6, { pending: 0 })],
  )
  expect(changes.map((change) => change.reasons)).toEqual(['late,corrected,as_of'])
})

test('equal numbers are none, to the last digit of a sum; a state without days and a slice are not compared', () => {
  const said = [
    number('csat_mean', 0.1 + 0.2),
    number('overdue_open', 3, { from: null, to: null }),
    number('on_time_resolution', 0.4, { level: 'L4' }),
  ]
  const now = [number('csat_mean', 0.3), number('overdue_open', 4), number('on_time_resolution', 0.9, { level: 'L4' })]
  expect(compare(said, now)).toEqual({ compared: 1, changes: [] })
})

test('what was known and is not any longer is a change, and is told once', () => {
  const said = [number('csat_mean', 4.2), number('csat_mean', 4.2)]
  const { compared, changes } = compare(said, [number('csat_mean', null)])
  expect(compared).toBe(1)
  expect(changes.map(({ said_value, now_value }) => [said_value, now_value])).toEqual([[4.2, null]])
})

test('a number that was left out of an outward copy, or is now, is no number that changed', () => {
  const left = number('complaints_received', null, { suppressed: 'small_cell' })
  const shown = number('complaints_received', 7, { suppressed: null })
  expect(compare([left], [shown]).changes).toEqual([])
  expect(compare([shown], [left]).changes).toEqual([])
})
