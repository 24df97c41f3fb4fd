import { type Complaint, complaintId, drawComplaint } from './complaint.ts'
import { DAY, dateText, HOUR, type LocalTime, localTime, WEEK } from './local-time.ts'
import { type LotBook, openLotBook } from './lots.ts'
import { type Customer, inventCustomers, inventHandlers } from './people.ts'
import { openRandom } from './random.ts'
import { exportHour, faultyLot, hostileTexts, periodStart } from './stories.ts'
import { type Arrival, daysOfWeek, drawArrivals } from './volume.ts'

/** Monday 00:00 of a week (1–52). */
export function weekStart(week: number): LocalTime {
  return localTime(periodStart) + (week - 1) * WEEK
}

/** The moment at which a week is exported; nothing later is in its files. */
export function exportMoment(week: number): LocalTime {
  return weekStart(week + 1) + exportHour * HOUR
}

/** Every complaint of the first `weeks` weeks in order of receipt. Fewer weeks give a prefix of more weeks. */
export function simulate(seed: number, weeks: number): Complaint[] {
  const world = {
    seed,
    base: inventCustomers(seed),
    staff: inventHandlers(seed),
    lots: openLotBook(),
  }
  const faultyCustomers = drawFaultyCustomers(world)
  const past: Complaint[] = []
  for (let week = 1; week <= weeks; week += 1) {
    for (const day of daysOfWeek(weekStart(week))) liveDay(world, day, past, faultyCustomers)
    plantText(week, past)
  }
  return past
}

interface World {
  seed: number
  base: Map<Region, Customer[]>
  staff: ReturnType<typeof inventHandlers>
  lots: LotBook
}

type Region = Arrival['region']

/** Adds the complaints of one day to the past. */
function liveDay(world: World, day: LocalTime, past: Complaint[], faultyCustomers: Customer[]): void {
  const ordinary = drawArrivals(openRandom(world.seed, 'arrivals', dateText(day)), day)
  const faulty = drawFaultyArrivals(world.seed, day, faultyCustomers)
  const arrivals = [...ordinary.map((arrival) => ({ arrival, customer: undefined })), ...faulty]
  arrivals.sort((one, other) => one.arrival.received - other.arrival.received)
  for (const [index, { arrival, customer }] of arrivals.entries()) {
    const id = complaintId(day, index + 1)
    const known = customer ?? findCustomer(world, id, arrival, past)
    const circumstances = { ...world, id, customer: known, faulty: customer !== undefined }
    past.push(drawComplaint(arrival, circumstances))
  }
}

/** Mostly anybody of the region; one in twenty comes back within 30 days of closing with the same trouble. */
function findCustomer({ seed, base }: World, id: string, arrival: Arrival, past: readonly Complaint[]): Customer {
  const random = openRandom(seed, 'customer', id)
  if (random.chance(0.05)) {
    const closedLately = past.slice(-700).filter(({ category, region, timeline: { closed = Infinity } }) => {
      const age = arrival.received - closed
      return category === arrival.category && region === arrival.region && age > HOUR && age < 30 * DAY
    })
    if (closedLately.length > 0) return random.pick(closedLately).customer
  }
  return random.pick(base.get(arrival.region) ?? [])
}

/** One customer for each complaint of the faulty lot, in order of time; the last two have complained before. */
function drawFaultyCustomers({ seed, base }: World): Customer[] {
  const random = openRandom(seed, 'faulty-customers')
  const everybody = [...base.values()].flat()
  const chosen = new Set<Customer>()
  while (chosen.size < faultyLot.customers) chosen.add(random.pick(everybody))
  const distinct = [...chosen]
  const complaints = faultyLot.perDay.reduce((sum, count) => sum + count, 0)
  return [...distinct, ...distinct.slice(2, 2 + complaints - distinct.length)]
}

function drawFaultyArrivals(seed: number, day: LocalTime, customers: readonly Customer[]) {
  const dayOfStory = (day - localTime(faultyLot.from)) / DAY
  const count = faultyLot.perDay[dayOfStory] ?? 0
  const before = faultyLot.perDay.slice(0, Math.max(dayOfStory, 0)).reduce((sum, each) => sum + each, 0)
  const random = openRandom(seed, 'faulty', dateText(day))
  return customers.slice(before, before + count).map((customer) => {
    const channel = random.weighted([['phone', 5] as const, ['app', 3] as const, ['chat', 2] as const])
    const received = Math.round(day + random.between(9, 21) * HOUR)
    return { arrival: { category: faultyLot.category, region: customer.region, channel, received }, customer }
  })
}

/** Puts the planted text of a week into the first case of its category that came in on Wednesday or later. */
function plantText(week: number, past: readonly Complaint[]): void {
  const planted = hostileTexts.find((hostile) => hostile.week === week)
  const wednesday = weekStart(week) + 2 * DAY
  const host = past.find(({ category, received }) => category === planted?.category && received >= wednesday)
  if (planted !== undefined && host !== undefined) host.text = planted.text
}
