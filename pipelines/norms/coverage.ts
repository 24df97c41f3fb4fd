import type { DuckDBConnection } from '@duckdb/node-api'
import type { Norm } from '../core/norm-schema.ts'
import { answerMetrics } from '../metrics/answer-metrics.ts'
import { metricCatalogue } from '../metrics/catalogue.ts'
import type { Statement } from '../metrics/metric-query.ts'
import { localDay } from '../metrics/periods.ts'
import type { SnapshotRun } from '../warehouse/snapshot.ts'
import type { AnswerQuery } from './answer-from-snapshot.ts'
import { type ChoiceInForce, choicesInForce } from './choices.ts'
import { type Asked, type Evidence, readEvidence } from './evidence.ts'
import { limitsOf } from './limits-of.ts'
import { figuresOf, type NormFigure } from './norm-figure.ts'
import { type Attestation, type NormSettings, publishedNormSettings } from './norm-settings.ts'
import { normRegister, ownRequirements, type Requirement } from './register.ts'

export const STATES = ['measured', 'attested', 'not_measurable'] as const
export type CoverageState = (typeof STATES)[number]

/** Why a requirement is in its state; the words stand in templates/messages, under `norms.reasons`. */
export type CoverageReason =
  | { readonly code: 'shown'; readonly kind: NormFigure['kind']; readonly subject: string }
  | { readonly code: 'stated'; readonly by: string; readonly on: string }
  | { readonly code: 'fields_missing'; readonly fields: readonly string[] }
  | { readonly code: 'lacks'; readonly data: string }
  | { readonly code: 'to_attest' }
  | { readonly code: 'no_metric' }
  | { readonly code: 'no_cases' }
  | { readonly code: 'not_in_snapshot'; readonly metrics: readonly string[] }

/** One requirement as it stands in a snapshot. */
export interface CoverageRow {
  readonly requirement: Requirement
  readonly state: CoverageState
  readonly reason: CoverageReason
  /** What shows it, the leading one first; empty unless it is measured. */
  readonly figures: readonly NormFigure[]
  /** Fields of the canonical model that no loaded source supplies; `a|b` means that neither is. */
  readonly missingFields: readonly string[]
  readonly attestation: Attestation | null
  readonly switchedOff: Norm['switched_off'][number] | null
  /** Time limits that the workspace sets for it, with their dates and the reason of a change. */
  readonly limits: Norm['limits']
}

export interface Coverage {
  readonly rows: readonly CoverageRow[]
  readonly choices: readonly ChoiceInForce[]
  /** What gave the figures, for the appendix of a report. */
  readonly statements: readonly Statement[]
}

/** Which requirements are wanted; all where a part is left out. */
export interface CoverageScope {
  /** Chapters of the register, `A` to `N` or `own`. */
  readonly chapters?: readonly string[] | undefined
  readonly states?: readonly CoverageState[] | undefined
}

/**
 * The coverage of the requirements, R001 to R273 and the workspace's own, from a published snapshot, which is asked for
 * no more than they need.
 * @param ask gives the metrics their rows; `statements` are what it says gave them
 */
export async function normCoverage(
  snapshot: DuckDBConnection,
  run: SnapshotRun,
  { chapters, states }: CoverageScope = {},
  ask: AnswerQuery = answerMetrics,
): Promise<Coverage> {
  const settings = await publishedNormSettings(snapshot)
  const { requirements } = await normRegister()
  const choices = await choicesInForce(settings.choices)
  const adoptsQuoted = choices.some(({ choice, variant }) => choice.id === 'K19' && variant === 'adopted')
  const tied = tiedMetrics()
  const today = localDay(new Date(run.asOf), run.timezone)
  const isAttestedOnly = states?.every((state) => state === 'attested') === true
  const asked = [...requirements, ...ownRequirements(settings.clauses)]
    .filter(({ section }) => chapters === undefined || chapters.includes(section))
    .filter(({ id }) => !isAttestedOnly || settings.attestations.some((item) => attests(item, id, today)))
    .map((requirement): Asked => [requirement, [...(tied.get(requirement.id) ?? []), ...requirement.metrics]])
  const evidence = await readEvidence(snapshot, run, asked, ask)
  const rows = asked.map(([requirement, metrics]) => {
    const figures = figuresOf(requirement, metrics, evidence, adoptsQuoted)
    return coverageRow(requirement, metrics, figures, evidence, settings, today)
  })
  const wanted = rows.filter(({ state }) => states === undefined || states.includes(state))
  return { rows: wanted, choices, statements: evidence.statements }
}

/** Requirement → metrics that name it, the one that names the fewest requirements first. */
function tiedMetrics(): Map<string, string[]> {
  const tied = new Map<string, string[]>()
  const definitions = [...metricCatalogue().values()].sort(
    (a, b) => a.requirements.length - b.requirements.length || (a.metric < b.metric ? -1 : 1),
  )
  for (const { metric, requirements } of definitions)
    for (const id of requirements) tied.set(id, [...(tied.get(id) ?? []), metric])
  return tied
}

function coverageRow(
  requirement: Requirement,
  metrics: readonly string[],
  figures: readonly NormFigure[],
  evidence: Evidence,
  settings: NormSettings,
  today: string,
): CoverageRow {
  const missingFields = requirement.needs.filter((field) => !isSupplied(field, evidence))
  const complete = requirement.measured_by.complete.filter((field) => !isSupplied(field, evidence))
  const unsliced = unsuppliedDimensions(requirement, evidence)
  const isWhole =
    missingFields.length + complete.length === 0 &&
    (unsliced.length === 0 || unsliced.length < requirement.measured_by.breakdown.length)
  // A metric of what no source supplies would be a zero that means nothing.
  const shown = figures.filter(({ kind }) => {
    if (requirement.not_measurable !== undefined) return false
    if (kind === 'complete') return complete.length === 0
    if (kind === 'check') return missingFields.length === 0
    return isWhole || kind === 'breakdown' || kind === 'table'
  })
  const attestation = settings.attestations.find((item) => attests(item, requirement.id, today)) ?? null
  const [first] = shown
  const missing = [...new Set([...missingFields, ...complete, ...unsliced])]
  const shared = {
    requirement,
    figures: shown,
    missingFields: missing,
    attestation,
    switchedOff: settings.switchedOff.find((item) => item.requirement === requirement.id) ?? null,
    limits: limitsOf(requirement.id, settings.limits),
  }
  if (first !== undefined) {
    const { kind, subject } = first
    return { ...shared, state: 'measured', reason: { code: 'shown', kind, subject } }
  }
  if (attestation !== null) {
    return { ...shared, state: 'attested', reason: { code: 'stated', by: attestation.by, on: attestation.on } }
  }
  return { ...shared, state: 'not_measurable', reason: whyNot(requirement, metrics, missing, evidence) }
}

function whyNot(
  requirement: Requirement,
  metrics: readonly string[],
  fields: readonly string[],
  { absent }: Evidence,
): CoverageReason {
  const { not_measurable: data, attested, measured_by: by } = requirement
  if (data !== undefined) return { code: 'lacks', data }
  const later = metrics.filter((metric) => absent.has(metric))
  if (later.length > 0) return { code: 'not_in_snapshot', metrics: later }
  if (fields.length > 0) return { code: 'fields_missing', fields }
  if (metrics.length > 0 || Object.values(by).flat().length > 0) return { code: 'no_cases' }
  return attested === undefined ? { code: 'no_metric' } : { code: 'to_attest' }
}

/** A field of the model is supplied where a loaded source has it; what only a fact has is, where it is filled. */
function isSupplied(field: string, { fields }: Evidence): boolean {
  return field.split('|').some((name) => fields.get(name)?.is_supplied === true)
}

function unsuppliedDimensions({ measured_by: by }: Requirement, evidence: Evidence): string[] {
  return by.breakdown.filter((field) =>
    field.split('|').every((name) => (evidence.fields.get(name)?.filled_count ?? 0) === 0),
  )
}

function attests(item: Attestation, id: string, today: string): boolean {
  return item.requirement === id && item.on <= today && (item.until === undefined || item.until >= today)
}
