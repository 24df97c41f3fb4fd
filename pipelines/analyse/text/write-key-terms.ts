import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../../warehouse/query.ts'
import { streamRows } from '../../warehouse/row-stream.ts'
import { findBoilerplate, withoutBoilerplate } from './boilerplate.ts'
import fieldWords from './field-words.json' with { type: 'json' }
import { foldText } from './fold-unit.ts'
import { countTerms, judgeTerms, KEY_TERM_LIMITS, type KeyTerms, termsToJudge } from './key-terms.ts'
import { appendRows, makeMart } from './text-mart.ts'

export interface KeynessPeriods {
  /** Days of the focus, which ends on the last Sunday of the record, and of the reference before it. */
  readonly focusDays: number
  readonly referenceDays: number
}

export const KEYNESS_PERIODS: KeynessPeriods = { focusDays: 28, referenceDays: 364 }

/** Cases of each period that are read at most; which ones, a hash of their number decides. */
export const MOST_CASES = 30_000
const SIGNIFICANT = 0.05

/** Fills marts.keyness: the terms of the latest whole weeks against the weeks before, as of the run. */
export async function writeKeyTerms(
  connection: DuckDBConnection,
  periods: KeynessPeriods = KEYNESS_PERIODS,
): Promise<KeyTerms> {
  const mart = await makeMart(connection, 'keyness')
  const focusTo = await lastSunday(connection)
  const focusFrom = focusTo - periods.focusDays + 1
  const referenceFrom = focusFrom - periods.referenceDays
  const reference = await wordsOf(connection, referenceFrom, focusFrom - 1)
  const focus = await wordsOf(connection, focusFrom, focusTo)
  const boilerplate = findBoilerplate([...reference, ...focus])
  const clean = (words: string) => withoutBoilerplate(words, boilerplate)
  const counted = countTerms(focus.map(clean), reference.map(clean), await dictionaryOf(connection))
  const names = await namesAmong(connection, termsToJudge(counted, KEY_TERM_LIMITS.leastCases))
  const found = judgeTerms(counted, { ...KEY_TERM_LIMITS, names })
  const shown = found.terms.filter((term) => term.pAdjusted <= SIGNIFICANT)
  await appendRows(
    connection,
    mart,
    shown.map((term, at) => [
      at + 1,
      term.term,
      focusFrom,
      focusTo,
      referenceFrom,
      term.focus,
      focus.length,
      term.reference,
      reference.length,
      term.expectedFocus,
      term.g2TwoCell,
      term.g2FourCell,
      term.logRatio,
      term.pValue,
      term.pAdjusted,
      found.tested,
    ]),
  )
  return { terms: shown, tested: found.tested }
}

/** The last Sunday whose week is over as of the run, in days since 1970-01-01. */
async function lastSunday(connection: DuckDBConnection): Promise<number> {
  const [row] = await queryRows<{ day: number }>(
    connection,
    `select date_diff('day', date '1970-01-01', cast(run.as_of at time zone run.timezone as date)) as day
    from control.run`,
  )
  const today = row?.day ?? 0
  const weekday = (today + 3) % 7
  return today - weekday - 1
}

async function wordsOf(connection: DuckDBConnection, from: number, to: number): Promise<string[]> {
  const rows = await queryRows<{ words: string }>(
    connection,
    `with sampled as (
      select taken.words, taken.rowid as place
      from words_of_complaints as taken
      where
        taken.words is not null
        and taken.received_on between date '1970-01-01' + ${from}::integer and date '1970-01-01' + ${to}::integer
      order by taken.drawing, taken.complaint_id
      limit ${MOST_CASES}
    )
    select sampled.words
    from sampled
    order by sampled.place`,
  )
  return rows.map(({ words }) => words)
}

/** The user dictionary: words of this field, and the workspace's own categories, causes and products. */
async function dictionaryOf(connection: DuckDBConnection): Promise<Set<string>> {
  const rows = await queryRows<{ word: string }>(
    connection,
    `select taken.category as word from words_of_complaints as taken
    union
    select taken.cause from words_of_complaints as taken
    union
    select taken.product from words_of_complaints as taken`,
  )
  const words = [...fieldWords, ...rows.flatMap(({ word }) => (word === null ? [] : [word.trim()]))].map(foldText)
  return new Set(words.filter((word) => word.length >= 2 && word.length <= 8 && /^\p{L}+$/u.test(word)))
}

/**
 * Those of the terms that are names of customers or staff, or parts of a staff's name: words are without the customer's own
 * name already. There are as many names as customers: they pass by one after the other.
 */
async function namesAmong(connection: DuckDBConnection, terms: ReadonlySet<string>): Promise<Set<string>> {
  const found = new Set<string>()
  const names = `select distinct taken.customer_name, null from words_of_complaints as taken
    union all
    select distinct null, taken.owner from words_of_complaints as taken`
  for await (const [customer, owner] of streamRows(connection, names)) {
    const [whole, staff] = [customer, owner].map((name) => foldText(String(name ?? '').trim()))
    for (const name of [whole, staff, ...partsOf(staff ?? '')])
      if (name !== undefined && name.length >= 2 && terms.has(name)) found.add(name)
  }
  return found
}

/** The words of a name; of a Chinese one the given name and a family name of two characters. */
function partsOf(name: string): string[] {
  const isChinese = /^\p{Script=Han}{3,4}$/u.test(name)
  return isChinese ? [name.slice(-2), ...(name.length === 4 ? [name.slice(0, 2)] : [])] : name.split(/\s+/)
}
