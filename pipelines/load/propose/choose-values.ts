import { answerScores, unseenWords, wholeNumber } from './answer-scores.ts'
import { codeOf, codeOfSimplified, codesOf, likelyCode } from './code-words.ts'
import type { ColumnMatch } from './column-match.ts'

/** A value of a coded column that no label stands for. */
export interface UnknownValue {
  readonly field: string
  readonly list: string
  readonly value: string
  readonly rows: number
  /** The code whose label resembles it; never taken without asking. */
  readonly likely: string | undefined
  readonly codes: readonly string[]
}

export interface ValueChoices {
  /** Field → source value → code: only what loading does not know by itself. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly unknown: readonly UnknownValue[]
}

/**
 * The codes of the values of the coded columns. Labels need no entry, those in other script do; the rest is unknown,
 * the most frequent first. `chosen` (field → value → code, or '' to leave it out) settles unknown ones.
 */
export function chooseValues(
  sure: ReadonlyMap<string, ColumnMatch>,
  chosen: ReadonlyMap<string, ReadonlyMap<string, string>>,
): ValueChoices {
  const values = new Map<string, Map<string, string>>()
  const unknown: UnknownValue[] = []
  for (const [name, { field, column }] of sure) {
    if (field.kind === 'score') {
      const scores = scoreValues([...column.counts.keys()])
      if (scores.size > 0) values.set(name, scores)
    }
    if (field.kind !== 'code' || field.list === undefined) continue
    const { list } = field
    for (const [value, rows] of [...column.counts].sort((one, other) => other[1] - one[1])) {
      if (codeOf(list, value) !== undefined) continue
      const answer = chosen.get(name)?.get(value)
      const code = answer ?? codeOfSimplified(list, value)
      if (code === undefined) {
        unknown.push({ field: name, list, value, rows, likely: likelyCode(list, value), codes: codesOf(list) })
      } else if (code !== '') values.set(name, (values.get(name) ?? new Map<string, string>()).set(value, code))
    }
  }
  return { values, unknown }
}

/** Answers that are not plain numbers, with theirs. */
function scoreValues(answers: readonly string[]): Map<string, string> {
  const scores = [...answerScores(answers), ...unseenWords(answers)]
  return new Map(scores.flatMap(([answer, score]) => (wholeNumber(answer) === undefined ? [[answer, `${score}`]] : [])))
}

/** The words for "nothing" that stand in columns whose values would be refused or miscounted because of them. */
export function chooseNulls(sure: ReadonlyMap<string, ColumnMatch>): string[] {
  const found = new Set<string>()
  for (const { field, column } of sure.values()) {
    if (field.kind === 'score' || (field.kind === 'text' && field.privacy !== 'public')) continue
    for (const word of column.nulls) found.add(word)
  }
  return [...found].sort()
}
