import { z } from 'zod'

const count = z.int().min(0)
const number = z.number().nullable()

/** Null: a small count, in an outward copy. */
const some = count.nullable()
/** Rows of a fact that are not as the issued report's snapshot had them (changed-rows.ts). */
const changed = z.strictObject({ replayed: some, late: some, corrected: some, progressed: some, gone: some })

/** A number of the issued report that the data give otherwise now. */
const change = z.strictObject({
  /** Of the issued report. */
  ref: z.string(),
  metric: z.string(),
  from: z.string(),
  to: z.string(),
  said_value: number,
  said_numerator: number,
  said_denominator: number,
  now_value: number,
  now_numerator: number,
  now_denominator: number,
  /**
   * Why, by name, with commas: definition, late, replayed, corrected, progressed, gone, register (another record than complaints and
   * surveys), as_of or unknown.
   */
  reasons: z.string(),
})

/** What the last issue of the same report said against what the data say now; part of the definition of the next one. */
export const restatedSchema = z.strictObject({
  period: z.string(),
  from: z.string(),
  to: z.string(),
  run_id: z.string(),
  as_of: z.string(),
  /** Of the issued file. */
  sha256: z.string(),
  /** Numbers compared. */
  compared: count,
  /** Of rows up to the end of its period; null where its snapshot is gone. */
  rows: z.strictObject({ complaint: changed, survey: changed }).nullable(),
  changes: z.array(change),
})

export type Restated = z.infer<typeof restatedSchema>
export type RestatedChange = z.infer<typeof change>
