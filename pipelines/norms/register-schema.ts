import { z } from 'zod'
import { LOCALES } from '../core/locale.ts'

const [cn, tw, en] = LOCALES
export const localisedText = z.strictObject({
  [cn]: z.string().min(1),
  [tw]: z.string().min(1),
  [en]: z.string().min(1),
})

export const UNITS = [
  'hours',
  'working_days',
  'days',
  'minutes',
  'months',
  'years',
  'share',
  'per_year',
  'items',
] as const

/** What no entity of the canonical model holds: the words stand in templates/messages, under `norms.lacks`. */
export const LACKS = [
  'telephony',
  'queue',
  'orders',
  'behaviour',
  'customer_master',
  'customer_care',
  'dedicated_agent',
  'coder_sample',
  'sentiment_sample',
] as const

/** A number that a clause sets. `comparator` is as written: "at least" and "within" hold the number itself (choice K20). */
const limit = z.strictObject({
  comparator: z.enum(['<=', '<', '>=', '>', '=']),
  value: z.number(),
  unit: z.enum(UNITS),
  /** The clause only quotes it from research: it is judged where choice K19 adopts it. */
  is_quoted: z.boolean().default(false),
})

/** `entity.field` of the canonical model, or several with `|` between them, one of which is enough. */
const field = z.string().regex(/^[a-z_]+\.[a-z_]+(\|[a-z_]+\.[a-z_]+)*$/)

/** A metric for part of the cases: those of one value of a dimension. */
const slice = z.strictObject({ metric: z.string(), by: z.string(), value: z.string() })

/** What shows a clause beside the metrics, which name their requirements themselves. */
const evidence = z.strictObject({
  /** The share of records in which every one of these fields is filled. */
  complete: z.array(field).default([]),
  /** Dimensions by which every metric can be sliced: the share of records that have a value of it. */
  breakdown: z.array(field).default([]),
  /** Files of sql/5_checks: the rows that offend. */
  checks: z.array(z.string()).default([]),
  /** Metrics for the part of the cases that the clause is about, such as those of one level. */
  slices: z.array(slice).default([]),
  /** The metric, dimension, check or register that stands first, where the most specific metric is not the best one. */
  lead: z.string().optional(),
  /** Registers that the product keeps itself (see evidence.ts). */
  tables: z.array(z.string()).default([]),
})

const requirement = z.strictObject({
  id: z.string().regex(/^R\d{3}$/),
  clause: z.array(z.string().regex(/^S[0-3] \d/)).min(1),
  title: localisedText,
  content: localisedText,
  limit: limit.optional(),
  needs: z.array(field).default([]),
  measured_by: evidence.prefault({}),
  /** What somebody must answer for where no export can show it. */
  attested: localisedText.optional(),
  not_measurable: z.enum(LACKS).optional(),
  choices: z.array(z.string().regex(/^K\d+$/)).default([]),
})

/** One file of `norms/`: the requirements of one section. */
export const sectionSchema = z.strictObject({
  section: z.string().regex(/^[A-N]$/),
  title: localisedText,
  requirements: z.array(requirement),
})

export type LocalisedText = z.infer<typeof localisedText>
export type Limit = z.infer<typeof limit>
export type Slice = z.infer<typeof slice>
export type RegisteredRequirement = z.infer<typeof requirement>
