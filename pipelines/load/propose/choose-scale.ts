import { answerScores } from './answer-scores.ts'
import type { ColumnMatch } from './column-match.ts'
import type { Entity } from './entity-fields.ts'

/** How many points a question has whose scale another field declares. */
export interface ScaleChoice {
  /** The field that declares the scale, such as csat_scale. */
  readonly field: string
  /** Undefined where the answers do not tell. */
  readonly points: number | undefined
  readonly answers: number
  readonly highest: number
  /** Answers above the scale. */
  readonly above: number
  readonly isByName: boolean
}

const FIVE = 5
const TEN = 10
const ANSWERS_AT_LEAST = 20
const ODD = 0.05

/**
 * The scales that the mapped questions need and no column gives, each from its own question: by the question's name
 * (`1-5`, `10分制`), else ten points where more than 5 % of the answers are above five, else five where 20 answers or more
 * reach five and no further. A question that may go by the scale of another has one of its own where it shows another.
 */
export function chooseScales(entity: Entity, sure: ReadonlyMap<string, ColumnMatch>): ScaleChoice[] {
  const own = [...sure.values()].flatMap((match): { choice: ScaleChoice; usual: string | undefined }[] => {
    const { kind, high, highElse } = match.field
    const isOpen = kind === 'score' && typeof high === 'string' && !sure.has(high)
    return isOpen && entity.fields.some(({ name }) => name === high)
      ? [{ choice: scaleOf(high, match), usual: highElse }]
      : []
  })
  return own.flatMap(({ choice, usual }) => {
    if (usual === undefined) return [choice]
    const overall = own.find((other) => other.choice.field === usual)?.choice
    if (overall !== undefined) return choice.points === undefined || choice.points === overall.points ? [] : [choice]
    return sure.has(usual) && !choice.isByName ? [] : [choice]
  })
}

function scaleOf(field: string, { column }: ColumnMatch): ScaleChoice {
  const scores = new Map<number, number>()
  for (const [answer, score] of answerScores(column.counts.keys()))
    scores.set(score, (scores.get(score) ?? 0) + (column.counts.get(answer) ?? 0))
  const answers = [...scores.values()].reduce((sum, n) => sum + n, 0)
  const aboveFive = [...scores].reduce((sum, [score, n]) => sum + (score > FIVE ? n : 0), 0)
  const byName = pointsInName(column.name)
  const byAnswers =
    aboveFive > answers * ODD
      ? TEN
      : answers >= ANSWERS_AT_LEAST && scores.has(FIVE) && !scores.has(0)
        ? FIVE
        : undefined
  const points = byName ?? byAnswers
  return {
    field,
    points,
    answers,
    highest: Math.max(0, ...scores.keys()),
    above: points === FIVE ? aboveFive : 0,
    isByName: byName !== undefined,
  }
}

function pointsInName(name: string): number | undefined {
  const found = /(?:\b1\s*[-–~至到]\s*(5|10)\b)|(?:(5|10)\s*分制)|(?:(五|十)分制)|(?:满分\s*(5|10))/.exec(
    name.normalize('NFKC'),
  )
  const points = found?.slice(1).find((group) => group !== undefined)
  if (points === undefined) return undefined
  return points === '五' ? FIVE : points === '十' ? TEN : Number(points)
}
