// answers and their complaints ── Arrow ──▶ Danfo.js frame ──▶ columns ── logistic regression ──▶ coefficients, quality
import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../../warehouse/query.ts'
import { benjaminiHochberg } from '../scan/benjamini-hochberg.ts'
import { ANSWER_COUNTS, answeredComplaints } from './answered-complaints.ts'
import { bootstrapCoefficients, type CoefficientInterval } from './bootstrap-coefficients.ts'
import { encodeFeatures, type Term } from './encode-features.ts'
import { type HeldOutQuality, heldOutQuality } from './held-out-quality.ts'
import { fitLogistic } from './logistic-regression.ts'

export interface Driver extends Term, CoefficientInterval {
  /** Of the column as the model saw it; numbers scaled to standard deviation 1. */
  readonly coefficient: number
  readonly adjusted: number
}

export interface Drivers {
  readonly answers: number
  readonly dissatisfied: number
  /** Answers that the model was fitted to. */
  readonly fitted: number
  readonly quality: HeldOutQuality | null
  /** Columns of the model, those put together from rare members included; empty where there is no model. */
  readonly terms: readonly Driver[]
  readonly obstacle: 'too_few' | 'no_features' | null
}

/**
 * Ridge penalty: keeps members without any (or with only) dissatisfied answers finite, and moves others little. Larger ones
 * would predict a little better, but the coefficients are read here, and would be told too small and too sure.
 */
export const PENALTY = 1
/** Answers of the rarer kind below which nothing is fitted. */
export const LEAST_EVENTS = 50

/**
 * Which features of handling go with dissatisfied answers, the other features being equal: associations, with intervals
 * by bootstrap and p-values adjusted over all columns (Benjamini–Hochberg), and how well held-out answers are told by them.
 */
export async function findDrivers(connection: DuckDBConnection): Promise<Drivers> {
  const [counts] = await queryRows<{ answers: number; dissatisfied: number }>(connection, ANSWER_COUNTS)
  const { answers = 0, dissatisfied = 0 } = counts ?? {}
  const nothing = { answers, dissatisfied, fitted: 0, quality: null, terms: [] }
  if (Math.min(dissatisfied, answers - dissatisfied) < LEAST_EVENTS) return { ...nothing, obstacle: 'too_few' }
  const table = await answeredComplaints(connection)
  const { rows, outcomes, terms } = await encodeFeatures(table)
  if (terms.length === 0) return { ...nothing, fitted: outcomes.length, obstacle: 'no_features' }
  const quality = heldOutQuality(rows, outcomes, PENALTY)
  const beta = fitLogistic(rows, outcomes, { penalty: PENALTY })
  if (beta === null) throw new RangeError('a ridge penalty above 0 leaves no coefficient open')
  const intervals = bootstrapCoefficients(rows, outcomes, beta, PENALTY).slice(1)
  const adjusted = benjaminiHochberg(intervals.map(({ pValue }) => pValue))
  return {
    answers,
    dissatisfied,
    fitted: outcomes.length,
    quality,
    terms: intervals.flatMap((interval, index) => {
      const term = terms[index]
      if (term === undefined) return []
      return [{ ...term, ...interval, coefficient: beta[index + 1] ?? 0, adjusted: adjusted[index] ?? 1 }]
    }),
    obstacle: null,
  }
}
