import { type Category, type ProductLine, products } from './catalogue.ts'
import { DAY, dateText, type LocalTime, startOfDay, WEEK, weekdayOf } from './local-time.ts'
import type { Random } from './random.ts'
import { faultyLot } from './stories.ts'

/** Gives out lot numbers such as `LZ260511` (prefix of the line, day of production). */
export interface LotBook {
  draw(random: Random, line: ProductLine, category: Category, customer: string, received: LocalTime): string
}

/**
 * Opens a book that never lets an ordinary lot look like a batch: at most two customers complain of the same lot and
 * category within seven days. Must be asked in order of time.
 */
export function openLotBook(): LotBook {
  const seen = new Map<string, { customer: string; received: LocalTime }[]>()
  return {
    draw(random, line, category, customer, received) {
      for (;;) {
        const lot = inventLot(random, line, received)
        const key = `${lot} ${category}`
        const recent = (seen.get(key) ?? []).filter((other) => other.received > received - WEEK - DAY)
        const customers = new Set(recent.map((other) => other.customer)).add(customer)
        if (lot === faultyLot.lot || customers.size > 2) continue
        seen.set(key, [...recent, { customer, received }])
        return lot
      }
    },
  }
}

/** Lots are made on Mondays and Thursdays, two to ten weeks before the complaint. */
function inventLot(random: Random, line: ProductLine, received: LocalTime): string {
  const made = startOfDay(received) - Math.round(random.between(14, 70)) * DAY
  const monday = made - weekdayOf(made) * DAY
  const day = dateText(monday + (random.chance(0.5) ? 0 : 3 * DAY))
  return products[line].prefix + day.slice(2).replaceAll('-', '')
}
