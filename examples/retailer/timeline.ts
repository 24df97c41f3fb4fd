import type { Channel } from './catalogue.ts'
import { DAY, HOUR, type LocalTime, localTime, MINUTE } from './local-time.ts'
import type { Random } from './random.ts'
import { chatSlowdown, refundRedesign } from './stories.ts'
import type { Arrival } from './volume.ts'
import { byDay, settle } from './work-calendar.ts'

/** When what happened to one case, to its end, however far that lies beyond an export. Missing = never happens. */
export interface Timeline {
  received: LocalTime
  registered: LocalTime
  firstResponse: LocalTime
  accepted?: LocalTime
  started?: LocalTime
  assessed?: LocalTime
  notified?: LocalTime
  waitingForCustomer?: LocalTime
  resolved?: LocalTime
  fedBack?: LocalTime
  confirmationSent?: LocalTime
  confirmed?: LocalTime
  closed?: LocalTime
  reopened?: LocalTime
  closedAgain?: LocalTime
}

export type Level = '普通' | '一般' | '重要' | '紧急'

/** What a case's speed depends on. */
export interface Pace {
  level: Level
  complex: boolean
  pingPong: boolean
  outOfRemit: boolean
}

/** Hours from acceptance to resolution that the norm allows; none for 普通. */
export const resolutionLimits: Record<Level, number | undefined> = {
  普通: undefined,
  一般: 48,
  重要: 72,
  紧急: 24,
}

/** Share of resolutions that fall on a day off and are done that day all the same. */
const dutyOnDaysOff: Record<Level, number> = { 普通: 0.45, 一般: 0.68, 重要: 0.65, 紧急: 0.95 }

/** Clean cases obey: received ≤ registered ≤ accepted ≤ started ≤ assessed ≤ notified ≤ resolved ≤ fed back ≤ closed. */
export function drawTimeline(random: Random, arrival: Arrival, pace: Pace): Timeline {
  const { received, channel } = arrival
  const firstResponse = drawFirstResponse(random, arrival)
  const registered = drawRegistration(random, received, channel)
  if (pace.outOfRemit) return closeOutOfRemit(random, { received, registered, firstResponse })
  const accepted = settle(random, registered + random.lognormal(40 * MINUTE, 0.9), 0.9)
  const started = settle(random, accepted + random.lognormal(1.2 * HOUR, 0.9), 0.9)
  const ready = Math.max(firstResponse, started) + random.between(5, 40) * MINUTE
  const aim = accepted + drawHandlingHours(random, arrival, pace) * HOUR
  const resolved = settle(random, Math.max(ready, aim), dutyOnDaysOff[pace.level])
  const assessed = between(random, started, resolved, random.lognormal(13, 0.8))
  const notified = between(random, assessed, resolved, random.lognormal(9, 0.8))
  const waits = resolved - notified > 12 * HOUR && random.chance(0.12)
  return {
    received,
    registered,
    firstResponse,
    accepted,
    started,
    resolved,
    ...(random.chance(0.97) ? { assessed } : {}),
    ...(random.chance(0.96) ? { notified } : {}),
    ...(waits ? { waitingForCustomer: byDay(random, notified, resolved) } : {}),
    ...drawEnding(random, resolved),
  }
}

function drawRegistration(random: Random, received: LocalTime, channel: Channel): LocalTime {
  if (random.chance(0.022)) return settle(random, received + DAY + random.lognormal(6 * HOUR, 0.7), 0.7)
  if (channel === 'phone' || channel === 'shop') return Math.round(received + random.lognormal(5 * MINUTE, 0.6))
  if (channel === 'chat') return Math.round(received + random.lognormal(9 * MINUTE, 0.8))
  return Math.round(received + Math.min(random.lognormal(1.1 * HOUR, 0.8), 20 * HOUR))
}

/** Per channel: share on time and median hours of an answer on time. */
const responsePaces: Record<Channel, readonly [onTime: number, medianHours: number]> = {
  phone: [0.985, 0.5],
  chat: [chatSlowdown.onTimeBefore, chatSlowdown.medianHoursBefore],
  app: [0.96, 2.2],
  social: [0.94, 2.6],
  shop: [0.985, 0.4],
  email: [0.92, 4.5],
  web: [0.94, 3.2],
}

function drawFirstResponse(random: Random, { channel, received }: Arrival): LocalTime {
  const slowed = channel === chatSlowdown.channel && received >= localTime(chatSlowdown.from)
  const [onTime, median] = slowed ? [chatSlowdown.onTimeAfter, chatSlowdown.medianHoursAfter] : responsePaces[channel]
  if (!random.chance(onTime)) return settle(random, received + DAY + random.lognormal(9 * HOUR, 0.7), 0.5)
  const soon = received + Math.min(random.lognormal(median, 1) * HOUR, 20 * HOUR)
  return Math.max(settle(random, soon, 0.96), received + MINUTE)
}

/** Hours from acceptance to resolution before nights and days off are taken into account. */
function drawHandlingHours(random: Random, arrival: Arrival, pace: Pace): number {
  if (random.chance(0.026)) return DAY / HOUR + random.lognormal(38 * 24, 0.6)
  const limit = resolutionLimits[pace.level]
  const refund = refundPace(arrival)
  const slower = (pace.complex ? 1.25 : 0.95) * (pace.pingPong ? 1.7 : 1) * (refund?.factor ?? 1)
  if (limit === undefined) return random.lognormal(56, 0.75) * slower
  const onTime = (refund?.onTime ?? 0.96) - (pace.complex ? 0.04 : 0) - (pace.pingPong ? 0.25 : 0)
  if (!random.chance(onTime)) return limit * 1.02 + random.lognormal(30, 0.9) * (refund?.factor ?? 1)
  const share = (0.05 + 0.62 * ((random.next() + random.next()) / 2)) * slower
  return limit * Math.min(share, limit > 24 ? 0.9 : 0.6)
}

function refundPace({ category, received }: Arrival): { factor: number; onTime: number } | undefined {
  if (category !== refundRedesign.category) return undefined
  if (received < localTime(refundRedesign.from)) return { factor: 1, onTime: refundRedesign.onTimeBefore }
  return { factor: refundRedesign.durationFactor, onTime: refundRedesign.onTimeAfter }
}

/** `hours` after `from` in working time, or somewhere before `until` when the case was over sooner. */
function between(random: Random, from: LocalTime, until: LocalTime, hours: number): LocalTime {
  const settled = settle(random, from + hours * HOUR, 0.75)
  return settled <= until ? settled : byDay(random, from, until)
}

function drawEnding(random: Random, resolved: LocalTime): Partial<Timeline> {
  const fedBack = settle(random, resolved + random.lognormal(1.5 * HOUR, 0.9), 0.85)
  const confirmationSent = settle(random, fedBack + random.lognormal(2.2 * HOUR, 0.9), 0.85)
  const confirmed = settle(random, fedBack + random.lognormal(5 * HOUR, 0.9), 0.8)
  const answered = random.chance(0.88)
  const told = Math.max(confirmationSent, answered ? confirmed : fedBack)
  const closed = settle(random, told + random.lognormal(5 * HOUR, 0.9), 0.7)
  return {
    fedBack,
    closed,
    ...(random.chance(0.95) ? { confirmationSent } : {}),
    ...(answered ? { confirmed } : {}),
    ...drawReopening(random, closed),
  }
}

function drawReopening(random: Random, closed: LocalTime): Partial<Timeline> {
  if (!random.chance(0.038)) return {}
  const reopened = settle(random, closed + random.between(1, 18) * DAY, 0.7)
  return { reopened, closedAgain: settle(random, reopened + random.lognormal(50 * HOUR, 0.7), 0.6) }
}

function closeOutOfRemit(random: Random, known: Pick<Timeline, 'received' | 'registered' | 'firstResponse'>): Timeline {
  const assessed = settle(random, known.registered + random.lognormal(10 * HOUR, 0.7), 0.8)
  const told = Math.max(assessed, known.firstResponse)
  return { ...known, assessed, closed: settle(random, told + random.lognormal(3 * HOUR, 0.8), 0.7) }
}
