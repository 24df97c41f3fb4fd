import { type Category, type Channel, categories, type Region, regions } from './catalogue.ts'
import { DAY, HOUR, type LocalTime, localTime, weekdayOf } from './local-time.ts'
import type { Random, Weighted } from './random.ts'
import { carrierHandover, refundRedesign, scriptTraining } from './stories.ts'
import { isHoliday, isWorkingDay } from './work-calendar.ts'

/** One complaint coming in. */
export interface Arrival {
  category: Category
  region: Region
  channel: Channel
  received: LocalTime
}

/** Complaints on an ordinary working day in mid-week, before stories. */
const perDay = 17
/** Monday to Sunday. */
const weekdayFactors = [1.2, 1.08, 1.04, 1.02, 1.02, 0.86, 0.8]

/** Season: from–until (days, until not included) and factor. */
const seasons: readonly (readonly [from: string, until: string, factor: number])[] = [
  ['2025-11-17', '2025-11-24', 1.25],
  ['2025-11-24', '2025-12-01', 1.1],
  ['2025-12-12', '2025-12-17', 1.15],
  ['2026-01-20', '2026-02-08', 1.06],
  ['2026-02-15', '2026-02-20', 0.55],
  ['2026-02-20', '2026-02-24', 0.75],
  ['2026-02-24', '2026-03-07', 1.3],
  ['2026-06-16', '2026-06-27', 1.25],
  ['2026-10-08', '2026-10-13', 1.15],
  ['2026-11-11', '2026-11-16', 1.2],
]

/** The complaints of one local day in order of time. */
export function drawArrivals(random: Random, day: LocalTime): Arrival[] {
  const cells = weighCells(day)
  const mean = cells.reduce((sum, [, weight]) => sum + weight, 0) * perDay * dayFactor(day)
  return Array.from({ length: random.poisson(mean) }, () => {
    const cell = random.weighted(cells)
    const channel = drawChannel(random, cell.category)
    return { ...cell, channel, received: drawMoment(random, day, channel) }
  }).sort((one, other) => one.received - other.received)
}

/** How busy a day is against an ordinary one; also shapes the orders of `activity_weekly.csv`. */
export function dayFactor(day: LocalTime): number {
  const season = seasons.find(([from, until]) => day >= localTime(from) && day < localTime(until))?.[2] ?? 1
  const weekend = weekdayOf(day) >= 5
  const calendar = isHoliday(day) ? 0.62 : weekend && isWorkingDay(day) ? 1.05 : (weekdayFactors[weekdayOf(day)] ?? 1)
  return season * calendar
}

/** Category × region with weights; ordinary weights add up to about 1, stories raise or lower them. */
function weighCells(day: LocalTime): Weighted<{ category: Category; region: Region }>[] {
  const total = categories.reduce((sum, { weight }) => sum + weight, 0)
  const regionTotal = regions.reduce((sum, [, weight]) => sum + weight, 0)
  const cells = categories.flatMap(({ name, weight }) =>
    regions.map(([region, share]) => {
      const ordinary = (weight / total) * (share / regionTotal) * (1 - scriptTraining.share)
      return [{ category: name, region }, ordinary * storyFactor(name, region, day)] as const
    }),
  )
  return [...cells, ...weighAttitude(cells, regionTotal, day)]
}

/** The category of the useless training keeps its share of whatever else comes in, but for its worst month. */
function weighAttitude(
  others: readonly Weighted<unknown>[],
  regionTotal: number,
  day: LocalTime,
): Weighted<{ category: Category; region: Region }>[] {
  const { category, share, worstFrom, worstUntil, worstFactor } = scriptTraining
  const factor = day >= localTime(worstFrom) && day < localTime(worstUntil) ? worstFactor : 1
  const sum = others.reduce((total, [, weight]) => total + weight, 0)
  return regions.map(([region, weight]) => [
    { category, region },
    ((sum * share) / (1 - share)) * factor * (weight / regionTotal),
  ])
}

function storyFactor(category: Category, region: Region, day: LocalTime): number {
  if (category === carrierHandover.category && day >= localTime(carrierHandover.from)) {
    return region === carrierHandover.region ? carrierHandover.regionFactor : carrierHandover.elsewhereFactor
  }
  if (category === refundRedesign.category && day >= localTime(refundRedesign.from)) return refundRedesign.arrivalFactor
  return 1
}

function drawChannel(random: Random, category: Category): Channel {
  if (category === '门店环境') return random.weighted([...shopChannels])
  return random.weighted([...channels])
}

const shopChannels: readonly Weighted<Channel>[] = [
  ['shop', 0.7],
  ['phone', 0.2],
  ['social', 0.1],
]
const channels: readonly Weighted<Channel>[] = [
  ['phone', 0.3],
  ['chat', 0.27],
  ['app', 0.18],
  ['social', 0.08],
  ['web', 0.06],
  ['email', 0.06],
  ['shop', 0.05],
]

/** Weight of each hour 0–23. */
const dayHours = [1, 0, 0, 0, 0, 0, 1, 4, 12, 18, 20, 17, 11, 12, 16, 17, 15, 12, 9, 10, 9, 6, 3, 2]
const eveningHours = [3, 1, 1, 0, 0, 0, 1, 3, 8, 12, 14, 13, 12, 11, 12, 12, 11, 11, 12, 15, 17, 16, 11, 6]
const openingHours = [0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 9, 11, 10, 9, 10, 11, 11, 11, 11, 12, 9, 3, 0, 0]
const hours: Record<Channel, readonly number[]> = {
  phone: dayHours,
  chat: eveningHours,
  app: eveningHours,
  social: eveningHours,
  web: eveningHours,
  email: dayHours,
  shop: openingHours,
}

function drawMoment(random: Random, day: LocalTime, channel: Channel): LocalTime {
  const hour = random.weighted(hours[channel].map((weight, at) => [at, weight] as const))
  return day + hour * HOUR + random.integer(HOUR)
}

/** Days of the week that begins at `monday`. */
export function daysOfWeek(monday: LocalTime): LocalTime[] {
  return Array.from({ length: 7 }, (_, day) => monday + day * DAY)
}
