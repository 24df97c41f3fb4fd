import type { Complaint } from './complaint.ts'
import { DAY, HOUR, hourOfDay, type LocalTime, localTime, startOfDay } from './local-time.ts'
import { comments } from './phrases.ts'
import { openRandom, type Random, type Weighted } from './random.ts'
import { carrierHandover } from './stories.ts'
import { resolutionLimits } from './timeline.ts'

/** One invitation to judge how a complaint was handled, with the answer if there ever is one. */
export interface Invitation {
  id: string
  complaintId: string
  sent: LocalTime
  mode: Mode
  delivered: boolean
  answer: Answer | undefined
}

export interface Answer {
  at: LocalTime
  /** 1–5 */
  overall: number
  /** 0–10 */
  recommend: number
  speed: number
  quality: number
  outcome: number
  comment: string
}

type Mode = '短信' | '电话' | 'APP推送' | '邮件'

/** Most closed cases are invited once, one to nine days after they were first closed; cases out of remit never. */
export function drawInvitation(seed: number, complaint: Complaint): Invitation | undefined {
  const random = openRandom(seed, 'invitation', complaint.id)
  const { closed, resolved } = complaint.timeline
  if (closed === undefined || resolved === undefined || random.chance(0.06)) return undefined
  const sent = drawSending(random, closed)
  const mode = random.weighted(modes)
  const delivered = !random.chance(0.04)
  const answers = delivered && random.chance(answerShares[mode])
  return {
    id: complaint.id.replace('TS', 'WJ'),
    complaintId: complaint.id,
    sent,
    mode,
    delivered,
    answer: answers ? drawAnswer(random, sent, complaint) : undefined,
  }
}

const modes: readonly Weighted<Mode>[] = [
  ['短信', 0.5],
  ['APP推送', 0.25],
  ['电话', 0.15],
  ['邮件', 0.1],
]
const answerShares: Record<Mode, number> = { 短信: 0.8, 电话: 0.92, APP推送: 0.83, 邮件: 0.7 }

/** Sent between 9 and 20 o'clock; about one in twelve later than seven days after closing. */
function drawSending(random: Random, closed: LocalTime): LocalTime {
  const late = random.chance(0.08)
  const days = late ? random.between(7.3, 8.6) : 1 + 4.6 * random.next() * random.next()
  const aim = closed + days * DAY
  const hour = hourOfDay(aim)
  if (hour >= 9 && hour < 20) return Math.round(aim)
  return Math.round(startOfDay(aim) + random.between(9, 11) * HOUR + (hour >= 20 ? DAY : 0))
}

function drawAnswer(random: Random, sent: LocalTime, complaint: Complaint): Answer {
  const pleased = random.chance(chanceOfPleasure(complaint))
  const overall = pleased ? random.weighted(topScores) : random.weighted(lowScores)
  const near = () => Math.min(5, Math.max(1, overall + random.weighted(nudges)))
  return {
    at: Math.round(sent + Math.min(random.lognormal(0.5, 1.3), random.between(8, 11.9)) * DAY),
    overall,
    recommend: random.weighted(recommendations[overall] ?? []),
    speed: near(),
    quality: near(),
    outcome: near(),
    comment: random.chance(0.45) ? random.pick(comments[overall] ?? ['']) : '',
  }
}

const topScores: readonly Weighted<number>[] = [
  [5, 0.56],
  [4, 0.44],
]
const lowScores: readonly Weighted<number>[] = [
  [3, 0.55],
  [2, 0.25],
  [1, 0.2],
]
const nudges: readonly Weighted<number>[] = [
  [0, 0.62],
  [-1, 0.2],
  [1, 0.18],
]
/** Overall score → recommendation 0–10. */
const recommendations: Record<number, readonly Weighted<number>[]> = {
  5: spread([0.5, 0.25, 0.14, 0.07, 0.03, 0.01]),
  4: spread([0.1, 0.21, 0.33, 0.22, 0.09, 0.05]),
  3: spread([0.02, 0.03, 0.12, 0.25, 0.28, 0.3]),
  2: spread([0, 0.01, 0.05, 0.1, 0.2, 0.2, 0.2, 0.14, 0.1]),
  1: spread([0, 0.01, 0.02, 0.04, 0.08, 0.1, 0.1, 0.15, 0.15, 0.15, 0.2]),
}

/** Weights of 10, 9, 8 and so on. */
function spread(weights: readonly number[]): Weighted<number>[] {
  return weights.map((weight, below) => [10 - below, weight] as const)
}

/** Probability of a 4 or 5: lower when the case was late, escalated, reopened or about how people were treated. */
function chanceOfPleasure({ timeline, level, category, region, escalated, received }: Complaint): number {
  const limit = resolutionLimits[level] ?? 120
  const hours = ((timeline.resolved ?? received) - (timeline.accepted ?? received)) / HOUR
  const carrier =
    category === carrierHandover.category &&
    region === carrierHandover.region &&
    received >= localTime(carrierHandover.from)
  const losses = [
    hours > limit ? 0.17 : 0,
    timeline.firstResponse - received > DAY ? 0.08 : 0,
    escalated === undefined ? 0 : 0.08,
    timeline.reopened === undefined ? 0 : 0.1,
    category === '客服态度差' || category === '售后推诿' ? 0.06 : 0,
    carrier ? 0.08 : 0,
  ]
  return losses.reduce((chance, loss) => chance - loss, 0.91)
}
