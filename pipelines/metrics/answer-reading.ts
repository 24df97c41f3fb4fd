/** Cells that say that there is no answer; not the same as an answer that is not on the scale. */
const BLANKS = new Set(['', 'n/a', 'na', 'nan', 'null', 'none', '-', '--', '—', '/', '无', '無', '不适用', '不適用'])
const DO_NOT_KNOW = new Set([
  "don't know",
  'dont know',
  'do not know',
  'unknown',
  '不知道',
  '不清楚',
  '不确定',
  '不確定',
  '說不準',
  '说不准',
])

export interface Scale {
  readonly min: number
  readonly max: number
}

/**
 * One answer as a whole number on its scale; `blank` where nothing was answered (or "don't know"), `invalid` where
 * something was that is no number on the scale. Full-width digits, blanks around it and labels are read (metric-spec M1).
 */
export function readAnswer(
  text: string | number | null,
  scale: Scale,
  labels: Readonly<Record<string, number>> = {},
): number | 'blank' | 'invalid' {
  const folded = String(text ?? '')
    .normalize('NFKC')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .trim()
  const lower = folded.toLowerCase()
  if (BLANKS.has(lower) || DO_NOT_KNOW.has(lower)) return 'blank'
  const score = labels[folded] ?? (/^[+-]?\d+(\.0*)?$/.test(folded) ? Number(folded) : Number.NaN)
  return Number.isInteger(score) && score >= scale.min && score <= scale.max ? score : 'invalid'
}

export interface ReadAnswers {
  readonly scores: readonly number[]
  readonly invalid: number
  readonly blank: number
}

/** Answers of one question taken apart: the scores, and how many were blank or not on the scale. */
export function readAnswers(
  answers: readonly (string | number | null)[],
  scale: Scale,
  labels: Readonly<Record<string, number>> = {},
): ReadAnswers {
  const read = answers.map((answer) => readAnswer(answer, scale, labels))
  return {
    scores: read.filter((answer) => typeof answer === 'number'),
    invalid: read.filter((answer) => answer === 'invalid').length,
    blank: read.filter((answer) => answer === 'blank').length,
  }
}
