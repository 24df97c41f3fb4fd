import { type Category, categories, causes } from '../examples/retailer/catalogue.ts'
import { closers, openers, problems } from '../examples/retailer/phrases.ts'
import { seededRandom } from '../pipelines/analyse/text/seeded-random.ts'

export interface InventedComplaint {
  readonly words: string
  readonly nature: string
  readonly category: string
  readonly group: string
  readonly cause: string
}

/** Complaints of the retailer's kind, each with a tail of drawn characters so that hardly two are alike. */
export function inventComplaints(count: number): InventedComplaint[] {
  const random = seededRandom(2026)
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }
  return Array.from({ length: count }, () => {
    const { name, nature } = pick(categories)
    const [[group, cause]] = pick(causes[name as Category])
    const tail = Array.from({ length: 14 }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 2000))).join('')
    const words = `${pick(openers)}${pick(problems[name])}${pick(closers)}${tail}`
    return { words, nature, category: name, group, cause }
  })
}
