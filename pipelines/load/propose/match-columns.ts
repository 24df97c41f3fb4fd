import type { Claim, ColumnMatch, Matched } from './column-match.ts'
import type { Entity } from './entity-fields.ts'
import { fieldVerdict } from './field-verdict.ts'
import { matchColumnName } from './header-row.ts'
import type { ColumnLook, Look } from './look.ts'
import type { NameMatch } from './match-name.ts'
import { standIn } from './stand-in.ts'
import { timesOfDay } from './times-of-day.ts'

const CLEAR: readonly NameMatch[] = ['own', 'exact', 'folded', 'affix']
const CONFIDENCE: Readonly<Record<NameMatch, number>> = {
  own: 0.99,
  exact: 0.99,
  folded: 0.97,
  affix: 0.93,
  within: 0.85,
  weak: 0.8,
}
const UNCONFIRMED = 0.05
const EARLIEST = 0.9

/**
 * Gives columns to the fields of an entity. A clear name is enough where the values do not speak against it and no other
 * column has one as clear; other names need values that agree, and must be alone. `chosen` (index of a column → field,
 * or '' for none) goes before everything.
 */
export function matchColumns(look: Look, entity: Entity, chosen: ReadonlyMap<number, string>): Matched {
  const sure = new Map<string, ColumnMatch>()
  for (const [place, name] of chosen) {
    const column = look.columns.find((candidate) => candidate.index === place)
    const field = entity.fields.find((candidate) => candidate.name === name)
    if (column && field) sure.set(name, { column, field, confidence: 1, evidence: [{ kind: 'chosen' }] })
  }
  const claims = look.columns
    .filter((column) => !chosen.has(column.index) && !isTwin(column, look))
    .flatMap((column) => claimsOf(column, entity, matchColumnName(column.name, entity.names)))
  const take = (claim: Claim) => sure.set(claim.field.name, matchOf(claim))
  const free = (claim: Claim) => ![...sure.values()].some(({ column }) => column.index === claim.column.index)
  for (const field of entity.fields) {
    const best = sure.has(field.name) ? undefined : clearest(claims.filter((claim) => claim.field === field))
    if (best !== undefined) take(best)
  }
  // What a record cannot be without goes before what it may have as well.
  for (const field of entity.fields.filter(({ isRequired }) => isRequired)) {
    const best = sure.has(field.name) ? undefined : alone(claims.filter((claim) => claim.field === field))
    const holder = [...sure.values()].find((match) => match.column === best?.column)
    if (best === undefined || holder?.field.isRequired || chosen.has(best.column.index)) continue
    if (holder !== undefined) sure.delete(holder.field.name)
    take(best)
  }
  for (const field of entity.fields) {
    const rivals = claims.filter((claim) => claim.field === field && free(claim))
    const isContested = rivals.some(({ how, verdict }) => CLEAR.includes(how) && verdict.fits !== 'no')
    const best = sure.has(field.name) || isContested ? undefined : alone(rivals)
    if (best !== undefined && isAloneForColumn(best, claims, sure)) take(best)
  }
  for (const field of entity.fields.filter(({ name, isRequired }) => isRequired && !sure.has(name))) {
    const found = standIn(field, claims, sure)
    const holder = [...sure].find(([, { column }]) => column === found?.column)?.[0]
    if (found === undefined || holder === undefined) continue
    sure.delete(holder)
    sure.set(field.name, found)
  }
  const times = timesOfDay(look, { sure })
  const held = new Set([...[...sure.values()].map(({ column }) => column), ...times.values()])
  return { sure, times, open: claims.filter(({ column }) => !held.has(column)) }
}

/** Names that several columns of a file have, as `plainName` gives them; kept, since each column asks. */
const repeated = new WeakMap<Look, ReadonlySet<string>>()

/** Whether another column has the same name: loading reads the first one, and which is meant is not known. */
export function isTwin(column: ColumnLook, look: Look): boolean {
  const known = repeated.get(look)
  if (known !== undefined) return known.has(plainName(column))
  const columns = Map.groupBy(look.columns, plainName)
  repeated.set(look, new Set([...columns].filter(([, alike]) => alike.length > 1).map(([name]) => name)))
  return isTwin(column, look)
}

function plainName({ name }: ColumnLook): string {
  return name.replace(/ \(\d+\)$/, '').toLowerCase()
}

function claimsOf(column: ColumnLook, entity: Entity, named: readonly { field: string; how: NameMatch }[]): Claim[] {
  return named.flatMap(({ field: name, how }) => {
    const field = entity.fields.find((candidate) => candidate.name === name)
    return field === undefined ? [] : [{ column, field, how, verdict: fieldVerdict(field, column) }]
  })
}

/** The one claim with the clearest name, where its values do not speak against it; undefined where two are as clear. */
function clearest(claims: readonly Claim[]): Claim | undefined {
  const fitting = claims.filter(({ verdict }) => verdict.fits !== 'no')
  for (const fits of ['yes', 'open'] as const) {
    for (const how of CLEAR) {
      const [first, second] = fitting.filter((claim) => claim.how === how && claim.verdict.fits === fits)
      if (first !== undefined) return second === undefined ? first : undefined
    }
  }
  return undefined
}

/** The only claim whose values agree, where its name alone would not do. */
function alone(claims: readonly Claim[]): Claim | undefined {
  const [first, second] = claims.filter(
    ({ verdict, field, column }) =>
      verdict.fits === 'yes' && (field.name !== 'received_at' || (column.order?.earliest ?? 1) >= EARLIEST),
  )
  return second === undefined ? first : undefined
}

/** A weak name may mean several fields; a code that its values show goes before words. */
function isAloneForColumn(best: Claim, claims: readonly Claim[], sure: ReadonlyMap<string, ColumnMatch>): boolean {
  const others = claims.filter(
    ({ column, field, verdict }) =>
      column === best.column && field !== best.field && !sure.has(field.name) && verdict.fits === 'yes',
  )
  return others.every(({ field }) => best.field.kind === 'code' && field.kind !== 'code')
}

function matchOf({ column, field, how, verdict }: Claim): ColumnMatch {
  return {
    column,
    field,
    confidence: CONFIDENCE[how] - (verdict.fits === 'yes' ? 0 : UNCONFIRMED),
    evidence: [{ kind: `name_${how}`, detail: column.name }, ...verdict.evidence],
  }
}
