import { setTimeout as wait } from 'node:timers/promises'
import { writeAddressState } from '../../pipelines/dashboard/api/address-state.ts'
import { readFramedTables } from '../../pipelines/dashboard/api/framed-tables.ts'
import type { Meta } from '../../pipelines/dashboard/api/heads.ts'
import type { PageName } from '../../pipelines/dashboard/api/pages.ts'
import { clicker } from './random-states.ts'

/** What a round of clicking showed; times in milliseconds, sizes in bytes as they were sent. */
export interface RoundOutcome {
  readonly clicks: number
  readonly errors: readonly string[]
  readonly times: readonly number[]
  readonly sizes: readonly number[]
  readonly abandoned: number
  /** Snapshots that answered. */
  readonly runs: ReadonlySet<string>
}

export interface RoundOptions {
  readonly url: string
  readonly users: number
  readonly milliseconds: number
  /** Longest pause between an answer and the next click. */
  readonly pause: number
  readonly seed: number
  /** Every so many clicks one is given up before its answer. */
  readonly giveUpEvery?: number
  /** The pages that are looked at; all where it is left out. */
  readonly pages?: readonly PageName[]
}

/** Lets users click at random at the same time until the time is over. */
export async function clickRound(options: RoundOptions): Promise<RoundOutcome> {
  const meta = (await (await fetch(`${options.url}api/meta`)).json()) as Meta
  const outcome = {
    clicks: 0,
    errors: [] as string[],
    times: [] as number[],
    sizes: [] as number[],
    abandoned: 0,
    runs: new Set<string>(),
  }
  const until = performance.now() + options.milliseconds
  const users = Array.from({ length: options.users }, (_user, number) =>
    clickAsOne(options, meta, number, until, outcome),
  )
  await Promise.all(users)
  return outcome
}

type Growing = { -readonly [Name in keyof RoundOutcome]: RoundOutcome[Name] } & {
  errors: string[]
  times: number[]
  sizes: number[]
  runs: Set<string>
}

async function clickAsOne(
  { url, pause, seed, giveUpEvery, pages }: RoundOptions,
  meta: Meta,
  number: number,
  until: number,
  outcome: Growing,
): Promise<void> {
  const person = clicker(meta, seed * 1000 + number, pages)
  while (performance.now() < until) {
    const address = `${url}api/page?${writeAddressState(person.next())}`
    outcome.clicks += 1
    const isGivenUp = giveUpEvery !== undefined && outcome.clicks % giveUpEvery === 0
    const started = performance.now()
    try {
      const signal = isGivenUp ? AbortSignal.timeout(5) : undefined
      const response = await fetch(address, {
        headers: { 'accept-encoding': 'gzip' },
        ...(signal === undefined ? {} : { signal }),
      })
      const body = new Uint8Array(await response.arrayBuffer())
      if (response.status === 200) {
        outcome.times.push(performance.now() - started)
        outcome.sizes.push(Number(response.headers.get('content-length') ?? body.length))
        outcome.runs.add(readFramedTables<{ run_id: string }>(body).head.run_id)
      } else outcome.errors.push(`${response.status} ${address} ${new TextDecoder().decode(body).slice(0, 300)}`)
    } catch (error) {
      if (isGivenUp) outcome.abandoned += 1
      else outcome.errors.push(`${address} ${String(error)}`)
    }
    await wait((pause * ((number % 7) + 1)) / 7)
  }
}

/** The value below which a share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}
