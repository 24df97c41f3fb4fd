// words of complaints ── coded ──▶ learn and validate each field ── words without a code ──▶ propose ──▶ marts
import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../../warehouse/query.ts'
import { featureBuffer, hashFeatures } from './hash-features.ts'
import { type FieldModel, learnField, STATED_ACCURACY } from './learn-field.ts'
import { proposer } from './propose-code.ts'
import { appendRows, type Cell, makeMart } from './text-mart.ts'
import type { AttributedField } from './words-of-complaints.ts'

/** What a run of the attribution found, for each field that has codes. */
export interface FieldOutcome {
  readonly model: FieldModel
  readonly coded: number
  readonly uncoded: number
  readonly proposed: number
}

/** Coded complaints of a field that are read at most; which ones, a hash of their number decides. */
export const MOST_CODED = 20_000
/** Complaints that are held in memory at a time. */
const SLICE = 50_000

/**
 * Proposes codes for complaints that lack them, and says how good such proposals are, in `marts.attribution` and
 * `marts.attribution_quality`. Reads what `takeWords` took. Nothing depends on the clock, on chance or on the order of
 * rows.
 */
export async function attributeComplaints(
  connection: DuckDBConnection,
  fields: readonly AttributedField[],
  statedAccuracy: number = STATED_ACCURACY,
): Promise<FieldOutcome[]> {
  const models = new Map<AttributedField, FieldModel>()
  const counts = new Map<AttributedField, { coded: number; uncoded: number }>()
  for (const field of fields) {
    const count = await countWords(connection, field)
    counts.set(field, count)
    const isValidatedOnly = count.uncoded === 0
    const model = learnField(field, await codedTexts(connection, field), { statedAccuracy, isValidatedOnly })
    if (model !== null) models.set(field, model)
  }
  const proposed = await proposeCodes(connection, models, statedAccuracy)
  const outcomes = [...models].map(
    ([field, model]): FieldOutcome => ({
      model,
      ...(counts.get(field) ?? { coded: 0, uncoded: 0 }),
      proposed: proposed.get(field) ?? 0,
    }),
  )
  await appendRows(
    connection,
    await makeMart(connection, 'attribution_quality'),
    outcomes.map((outcome) => qualityRow(outcome, statedAccuracy)),
  )
  return outcomes
}

async function codedTexts(connection: DuckDBConnection, field: AttributedField) {
  const rows = await queryRows<{ words: string; code: string }>(
    connection,
    `select taken.words, taken.${field} as code
    from words_of_complaints as taken
    where taken.words is not null and taken.${field} is not null
    order by taken.drawing, taken.complaint_id
    limit ${MOST_CODED}`,
  )
  return { texts: rows.map(({ words }) => words), codes: rows.map(({ code }) => code) }
}

async function countWords(connection: DuckDBConnection, field: AttributedField) {
  const [counts] = await queryRows<{ coded: number; uncoded: number }>(
    connection,
    `select count(taken.${field}) as coded, count(*) - count(taken.${field}) as uncoded
    from words_of_complaints as taken
    where taken.words is not null`,
  )
  return { coded: counts?.coded ?? 0, uncoded: counts?.uncoded ?? 0 }
}

/** Fills marts.attribution slice by slice; gives the number of proposals of each field. */
async function proposeCodes(
  connection: DuckDBConnection,
  models: ReadonlyMap<AttributedField, FieldModel>,
  statedAccuracy: number,
): Promise<Map<AttributedField, number>> {
  const mart = await makeMart(connection, 'attribution')
  const counts = new Map<AttributedField, number>()
  const fields = [...models].map(([field, model]) => ({ field, model, proposer: proposer(model) }))
  if (fields.length === 0) return counts
  const buffer = featureBuffer()
  for await (const slice of uncodedSlices(connection, [...models.keys()])) {
    const rows: Cell[][] = []
    for (const { complaint, words, lacking } of slice) {
      buffer.length = 0
      hashFeatures(words, buffer)
      fields.forEach(({ field, model, proposer }, at) => {
        const proposal = lacking(at) ? proposer.propose(buffer, 0) : null
        if (proposal === null) return
        counts.set(field, (counts.get(field) ?? 0) + 1)
        const probability = Math.round(proposal.probability * 1e4) / 1e4
        rows.push([
          complaint,
          field,
          proposal.code,
          probability,
          !model.isTrusted || proposal.probability < statedAccuracy,
        ])
      })
    }
    await appendRows(connection, mart, rows)
  }
  return counts
}

interface Uncoded {
  readonly complaint: string
  readonly words: string
  readonly lacking: (field: number) => boolean
}

/** The complaints that lack one of the codes, some at a time. */
async function* uncodedSlices(
  connection: DuckDBConnection,
  fields: readonly AttributedField[],
): AsyncGenerator<Uncoded[]> {
  const lacks = fields.map((field) => `taken.${field} is null`)
  const [last] = await queryRows<{ row: number }>(connection, 'select max(rowid) as row from words_of_complaints')
  for (let from = 0; from <= (last?.row ?? -1); from += SLICE) {
    const result = await connection.runAndReadAll(
      `select taken.complaint_id, taken.words, ${lacks.join(', ')}
      from words_of_complaints as taken
      where taken.rowid between ${from} and ${from + SLICE - 1} and taken.words is not null and (${lacks.join(' or ')})`,
    )
    yield result.getRows().map((row) => ({
      complaint: String(row[0]),
      words: String(row[1]),
      lacking: (field) => row[field + 2] === true,
    }))
  }
}

function qualityRow({ model, coded, uncoded, proposed }: FieldOutcome, statedAccuracy: number): Cell[] {
  const v = model.validation
  return [
    model.field,
    coded,
    uncoded,
    proposed,
    v?.n ?? 0,
    v?.classes ?? model.codes.length,
    v?.folds ?? null,
    v?.correct ?? null,
    v?.accuracy ?? null,
    v?.accuracyLow ?? null,
    v?.accuracyHigh ?? null,
    v?.baseline ?? null,
    v?.macroF1 ?? null,
    v?.kappa ?? null,
    v?.kappaLow ?? null,
    v?.kappaHigh ?? null,
    v?.ece ?? null,
    v?.brier ?? null,
    v?.newWordingN ?? null,
    v?.newWordingAccuracy ?? null,
    v?.confidentN ?? null,
    v?.confidentAccuracy ?? null,
    model.sameWording.pairs,
    model.sameWording.agreement,
    statedAccuracy,
    !model.isTrusted,
  ]
}
