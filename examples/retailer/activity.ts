import { regions } from './catalogue.ts'
import { dateText } from './local-time.ts'
import { openRandom } from './random.ts'
import { weekStart } from './simulate.ts'
import { dayFactor, daysOfWeek } from './volume.ts'

export const activityHeaders = ['周开始日期', '地区', '订单数', '服务客户数', '客服接触量', '人天数']

const ordersPerPercent = 400
const staff = 24

/** One row a week and region: how much business the complaints stand against. */
export function activityRows(seed: number, weeks: number): string[][] {
  return Array.from({ length: weeks }, (_, index) => index + 1).flatMap((week) => {
    const busy = daysOfWeek(weekStart(week)).reduce((sum, day) => sum + dayFactor(day), 0) / 7
    return regions.map(([region, weight]) => {
      const random = openRandom(seed, 'activity', week, region)
      const orders = Math.round(ordersPerPercent * weight * busy * random.between(0.96, 1.04))
      const customers = Math.round(orders * random.between(0.8, 0.84))
      const contacts = Math.round(orders * random.between(0.1, 0.12))
      const staffDays = ((staff * 5 * weight) / 100) * random.between(0.9, 1)
      const counts = [orders, customers, contacts].map(String)
      return [dateText(weekStart(week)), region, ...counts, staffDays.toFixed(1)]
    })
  })
}
