import { type Region, regions } from './catalogue.ts'
import { openRandom, type Random } from './random.ts'

/** Customers and staff. Every name is drawn by lot; every phone number lies in 154-0000, a range taken for this data. */

export interface Customer {
  id: string
  name: string
  phone: string
  tier: 'VIP' | '普通' | '潜在'
  region: Region
}

export interface Handler {
  name: string
  role: '一线客服' | '客服组长' | '投诉专员' | '客服主管'
}

const perRegionWeight = 85
const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜', '欧阳', '上官']
const givenNames = [...'明芳伟娜敏静丽强磊军洋艳勇杰娟涛超霞平刚桂英琳倩颖雪晨宇浩然子轩欣怡梓涵佳慧思远']

/** The customer base: region → its customers, 85 for each percent of the region's weight. */
export function inventCustomers(seed: number): Map<Region, Customer[]> {
  const random = openRandom(seed, 'customers')
  const base = new Map<Region, Customer[]>()
  let number = 0
  for (const [region, weight] of regions) {
    const customers = Array.from({ length: weight * perRegionWeight }, () => {
      number += 1
      return inventCustomer(random, number, region)
    })
    base.set(region, customers)
  }
  return base
}

function inventCustomer(random: Random, number: number, region: Region): Customer {
  return {
    id: `C${100_000 + number}`,
    name: inventName(random),
    phone: inventPhone(number),
    tier: random.weighted([
      ['普通', 0.78],
      ['VIP', 0.15],
      ['潜在', 0.07],
    ]),
    region,
  }
}

export function inventName(random: Random): string {
  const given = random.chance(0.7) ? random.pick(givenNames) + random.pick(givenNames) : random.pick(givenNames)
  return random.pick(surnames) + given
}

function inventPhone(number: number): string {
  return `1540000${String(number).padStart(4, '0')}`
}

/** Fourteen people work on the first line, ten behind it. */
export function inventHandlers(seed: number): { first: Handler[]; second: Handler[] } {
  const random = openRandom(seed, 'handlers')
  const staff = (roles: readonly Handler['role'][]) => roles.map((role) => ({ name: inventName(random), role }))
  return {
    first: staff(Array.from({ length: 14 }, () => '一线客服')),
    second: staff([...times(3, '客服组长'), ...times(5, '投诉专员'), ...times(2, '客服主管')]),
  }
}

function times(count: number, role: Handler['role']): Handler['role'][] {
  return Array.from({ length: count }, () => role)
}
