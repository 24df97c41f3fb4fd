import { type Category, factsOf } from './catalogue.ts'
import type { LocalTime } from './local-time.ts'
import { openRandom, type Random } from './random.ts'
import { pingPong } from './stories.ts'
import type { Timeline } from './timeline.ts'
import { byDay } from './work-calendar.ts'

/** A hand-over of the case to a department at a moment. */
export interface Transfer {
  at: LocalTime
  to: string
}

const otherDepartments = ['客服中心', '售后部', '物流部', '财务部', '质量管理部', '门店运营']

/** Hand-overs between acceptance and resolution in order of time; a case out of remit has none. */
export function drawTransfers(
  random: Random,
  category: Category,
  pace: { complex: boolean; pingPong: boolean },
  { accepted, resolved }: Timeline,
): Transfer[] {
  if (accepted === undefined || resolved === undefined) return []
  const count = pace.pingPong ? drawPingPongs(random) : Math.min(random.poisson(pace.complex ? 0.6 : 0.16), 3)
  let department = factsOf(category).department
  return Array.from({ length: count }, (_, turn) => {
    const leg = (resolved - accepted) / count
    department = pace.pingPong ? sendBack(department) : random.pick(otherDepartments.filter((it) => it !== department))
    return { at: byDay(random, accepted + turn * leg, Math.floor(accepted + (turn + 1) * leg)), to: department }
  })
}

/** Whether a case falls between the two departments that send work to and fro. */
export function isPingPong(seed: number, id: string, category: Category): boolean {
  return category === pingPong.category && openRandom(seed, 'ping-pong', id).chance(pingPong.share)
}

function drawPingPongs(random: Random): number {
  const [fewest, most] = pingPong.transfers
  return fewest + random.integer(most - fewest + 1)
}

function sendBack(department: string): string {
  const [one, other] = pingPong.between
  return department === one ? other : one
}
