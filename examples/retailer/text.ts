import type { Product } from './catalogue.ts'
import { dateText, localTime } from './local-time.ts'
import { type Customer, inventName } from './people.ts'
import {
  carrierProblems,
  closers,
  faultyProblems,
  openers,
  pingPongProblems,
  problems,
  qualityProblems,
  traditionalTexts,
} from './phrases.ts'
import type { Random } from './random.ts'
import { carrierHandover } from './stories.ts'
import type { Arrival } from './volume.ts'

/** What the words of a complaint depend on. */
export interface Matter extends Arrival {
  customer: Customer
  product: Product | undefined
  pingPong: boolean
  faulty: boolean
}

/** 20 to 120 characters in the customer's words, now and then with personal data, quotes, commas or a line break. */
export function drawText(random: Random, matter: Matter): string {
  if (!matter.faulty && random.chance(0.03)) return fill(random, random.pick(traditionalTexts), matter)
  const problem = fill(random, random.pick(problemsOf(random, matter)), matter)
  const opener = random.chance(0.55) ? random.pick(openers) : ''
  const personal = random.chance(0.2) ? drawPersonal(random, matter) : ''
  const text = opener + problem + random.pick(closers) + personal
  const long = text.length < 20 ? `${text}请尽快联系我，谢谢。` : text
  return roughen(random, long.length > 120 ? `${problem}。` : long)
}

function problemsOf(random: Random, matter: Matter): readonly string[] {
  const { category, region, received, product, pingPong, faulty } = matter
  if (faulty) return faultyProblems
  if (pingPong) return pingPongProblems
  const carrier = category === carrierHandover.category && received >= localTime(carrierHandover.from)
  if (carrier && random.chance(region === carrierHandover.region ? 0.75 : 0.4)) return carrierProblems
  if (category === '质量缺陷' && product !== undefined && random.chance(0.65)) return qualityProblems[product.line]
  return problems[category]
}

function fill(random: Random, phrase: string, { product, received }: Matter): string {
  return phrase
    .replaceAll('{item}', product?.item ?? '商品')
    .replaceAll('{order}', drawOrderNumber(random, received))
    .replaceAll('{days}', String(2 + random.integer(8)))
    .replaceAll('{yuan}', String(Math.round(Math.min(random.lognormal(60, 0.8), 999)) + 1))
    .replaceAll('{agent}', inventName(random))
}

function drawOrderNumber(random: Random, received: number): string {
  const day = dateText(received - random.integer(12) * 86_400).replaceAll('-', '')
  return `YL${day}${String(random.integer(1_000_000)).padStart(6, '0')}`
}

/** Personal data in free text, so that masking has something to find. All invented. */
function drawPersonal(random: Random, { customer, received }: Matter): string {
  const mailbox = `user${String(random.integer(10_000)).padStart(4, '0')}@example.com`
  return random.weighted([
    [`我的电话${customer.phone}。`, 0.3],
    [`订单号${drawOrderNumber(random, received)}`, 0.38],
    [`我叫${customer.name}，请回电${customer.phone}`, 0.12],
    [`收件人${customer.name}。`, 0.1],
    [`回复请发 ${mailbox}`, 0.1],
  ])
}

/** What makes a CSV field need its quotes. */
function roughen(random: Random, text: string): string {
  const turn = random.next()
  if (turn < 0.05) return text.replace('，', ', ')
  if (turn < 0.075) return text.replace(/。(?=.)/, '。\n')
  if (turn < 0.095) return `客服回复"正在处理", ${text}`.slice(0, 120)
  return text
}
