import {
  type Category,
  type Cause,
  type Channel,
  causes,
  channelNames,
  factsOf,
  installedProducts,
  type Product,
  type ProductLine,
  products,
  type Stage,
  shops,
} from './catalogue.ts'
import { dateText, type LocalTime, localTime } from './local-time.ts'
import type { LotBook } from './lots.ts'
import type { Customer, Handler } from './people.ts'
import { openRandom, type Random, type Weighted } from './random.ts'
import { carrierHandover, faultyLot } from './stories.ts'
import { drawText } from './text.ts'
import { drawTimeline, type Level, type Timeline } from './timeline.ts'
import { drawTransfers, isPingPong, type Transfer } from './transfers.ts'
import type { Arrival } from './volume.ts'
import { byDay } from './work-calendar.ts'

/** One complaint with its whole life; an export shows the part up to its own moment. */
export interface Complaint extends Arrival {
  id: string
  customer: Customer
  channelName: string
  shop: string
  timeline: Timeline
  level: Level
  major: boolean
  complex: boolean
  product: Product | undefined
  lot: string
  stage: Stage
  /** Blank in about one case of nine, for ever. */
  cause: Cause | undefined
  causeKnown: LocalTime | undefined
  transfers: Transfer[]
  escalated: LocalTime | undefined
  firstHandler: Handler
  secondHandler: Handler
  remedy: string
  /** Yuan with two decimals, or blank. */
  amount: string
  demand: string
  text: string
}

/** What a complaint is drawn from beyond its arrival. `faulty` marks the complaints of the planted lot. */
export interface Circumstances {
  seed: number
  id: string
  customer: Customer
  lots: LotBook
  staff: { first: Handler[]; second: Handler[] }
  faulty: boolean
}

export function drawComplaint(arrival: Arrival, circumstances: Circumstances): Complaint {
  const { seed, id, customer, faulty, staff } = circumstances
  const random = openRandom(seed, 'case', id)
  const level = faulty ? '重要' : random.weighted(levels)
  const complex = random.chance(faulty ? 0.6 : level === '普通' ? 0.12 : 0.33)
  const pingPong = isPingPong(seed, id, arrival.category)
  const outOfRemit = !faulty && !pingPong && random.chance(0.014)
  const timeline = drawTimeline(openRandom(seed, 'timeline', id), arrival, { level, complex, pingPong, outOfRemit })
  const product = faulty ? { line: faultyLot.line, item: faultyLot.item } : drawProduct(random, arrival.category)
  const cause = outOfRemit || random.chance(0.105) ? undefined : random.weighted(causesOf(arrival, faulty))
  const remedy = random.pick(factsOf(arrival.category).remedies)
  return {
    ...arrival,
    id,
    customer,
    timeline,
    level,
    complex,
    product,
    cause,
    remedy,
    channelName: nameChannel(random, arrival.channel),
    shop: drawShop(random, arrival),
    major: random.chance(level === '紧急' ? 0.25 : level === '重要' ? 0.06 : 0.004),
    lot: product === undefined ? '' : findLot(random, arrival, product, circumstances),
    stage: random.chance(0.9) ? factsOf(arrival.category).stage : random.pick(['售前', '售中', '售后']),
    causeKnown: cause && (random.chance(0.22) ? timeline.assessed : timeline.resolved),
    transfers: drawTransfers(random, arrival.category, { complex, pingPong }, timeline),
    escalated: drawEscalation(random, timeline, level, complex),
    firstHandler: random.pick(complex && random.chance(0.6) ? staff.second : staff.first),
    secondHandler: random.pick(staff.second),
    amount: product === undefined && random.chance(0.7) ? '' : Math.min(random.lognormal(130, 0.9), 9000).toFixed(2),
    demand: random.chance(0.62) ? remedy : random.pick(demands),
    text: drawText(openRandom(seed, 'text', id), { ...arrival, customer, product, pingPong, faulty }),
  }
}

const levels: readonly Weighted<Level>[] = [
  ['普通', 0.25],
  ['一般', 0.5],
  ['重要', 0.2],
  ['紧急', 0.05],
]
const demands = ['尽快处理', '退款', '换货', '补偿', '道歉', '给出解释', '全额退款并赔偿']
const lines = Object.entries(products).map(([line, { weight }]) => [line as ProductLine, weight] as const)

function drawProduct(random: Random, category: Category): Product | undefined {
  if (!random.chance(factsOf(category).product)) return undefined
  if (category === '安装服务') return random.pick(installedProducts)
  const line = random.weighted(lines)
  return { line, item: random.pick<string>(products[line].items) }
}

function findLot(
  random: Random,
  arrival: Arrival,
  { line }: Product,
  { faulty, lots, customer }: Circumstances,
): string {
  if (faulty) return faultyLot.lot
  if (!factsOf(arrival.category).lot || random.chance(0.15)) return ''
  return lots.draw(random, line, arrival.category, customer.id, arrival.received)
}

function causesOf({ category, received }: Arrival, faulty: boolean): readonly Weighted<Cause>[] {
  if (faulty) return [[['供应商', '来料不良'], 1]]
  if (category !== carrierHandover.category) return causes[category]
  const { causeGroup, cause, from, causeWeightBefore, causeWeightAfter } = carrierHandover
  const weight = received < localTime(from) ? causeWeightBefore : causeWeightAfter
  return [[[causeGroup, cause], weight], ...causes[category]]
}

function nameChannel(random: Random, channel: Channel): string {
  const [usual, ...others] = channelNames[channel]
  return others.length > 0 && random.chance(0.28) ? random.pick<string>(others) : usual
}

function drawShop(random: Random, { category, channel, region }: Arrival): string {
  const local = channel === 'shop' || category === '门店环境' || (category === '缺货取消' && random.chance(0.5))
  return local ? random.pick(shops[region]) : '线上商城'
}

function drawEscalation(random: Random, timeline: Timeline, level: Level, complex: boolean): LocalTime | undefined {
  const { started, resolved } = timeline
  if (started === undefined || resolved === undefined) return undefined
  const slow = resolved - started > 5 * 86_400
  const likely = { 普通: 0.01, 一般: 0.035, 重要: 0.09, 紧急: 0.2 }[level] + (complex ? 0.03 : 0) + (slow ? 0.15 : 0)
  return random.chance(likely) ? byDay(random, started, resolved) : undefined
}

/** `TS20251117001`: the day of receipt and the number of the complaint on that day. */
export function complaintId(received: LocalTime, numberOfDay: number): string {
  return `TS${dateText(received).replaceAll('-', '')}${String(numberOfDay).padStart(3, '0')}`
}
