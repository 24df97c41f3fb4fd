import { z } from 'zod'
import { day, localised } from './schema-parts.ts'

const hours = z.number().positive().max(100_000)

/** Who decided it, when, and why: what an auditor asks of every deviation. */
const decision = z.strictObject({ by: z.string().min(1), on: day, reason: z.string().min(1) })

export const CLOCKS = [
  'registration',
  'first_response',
  'start',
  'acceptance',
  'assessment',
  'analysis',
  'preliminary',
  'ext_coord',
  'notice',
  'resolution',
  'major',
  'confirmation',
  'survey',
  'feedback_report',
] as const

const AMOUNTS = ['hours', 'hours_by_level', 'hours_by_type', 'hours_by_nature', 'working_days', 'days'] as const

/** One time limit. It applies to cases whose start event falls from `valid_from` to the day before `valid_to`. */
const limit = z
  .strictObject({
    clock: z.enum(CLOCKS),
    requirement: z.string().optional(),
    /** One limit for all levels, in clock hours. */
    hours: hours.optional(),
    /** Limits by level, in clock hours; a level that is not named has no limit. */
    hours_by_level: z.partialRecord(z.enum(['L1', 'L2', 'L3', 'L4']), hours).optional(),
    /** Limits by problem type, in clock hours: where the level gives none, or as choice K2 says. */
    hours_by_type: z.partialRecord(z.enum(['technical', 'process']), hours).optional(),
    /** Stricter limits for complaints of a nature, in clock hours: the shorter of this and the level's applies. */
    hours_by_nature: z.record(z.string(), hours).optional(),
    working_days: z.int().min(1).max(250).optional(),
    /** Calendar days. */
    days: z.int().min(1).max(3650).optional(),
    valid_from: day.optional(),
    /** First day on which it no longer applies. */
    valid_to: day.optional(),
    changed: decision.optional(),
  })
  .refine((entry) => AMOUNTS.filter((name) => entry[name] !== undefined).length === 1, {
    error: `expected one of ${AMOUNTS.join(', ')}`,
  })
  .refine(({ valid_from: from, valid_to: to }) => from === undefined || to === undefined || from < to, {
    error: 'expected valid_from before valid_to',
  })

/** A clause of the workspace's own, in the shape of a row of the register (norms/*.yaml of the product). */
const ownClause = z.strictObject({
  id: z
    .string()
    .regex(/^(?!R\d{3}$)[A-Z][A-Z0-9-]{0,15}$/, { error: 'expected capitals and digits, and not R001 to R273' }),
  clause: z.array(z.string()).default([]),
  title: localised,
  content: localised,
  metrics: z.array(z.string()).default([]),
  checks: z.array(z.string()).default([]),
  complete: z.array(z.string()).default([]),
  breakdown: z.array(z.string()).default([]),
  needs: z.array(z.string()).default([]),
})

/** `norms/*.yaml` of a workspace: the time limits in force, clauses switched off, and clauses of its own. */
export const normSchema = z.strictObject({
  norm: z.string(),
  title: localised.optional(),
  limits: z.array(limit).default([]),
  switched_off: z.array(z.strictObject({ requirement: z.string(), ...decision.shape })).default([]),
  clauses: z.array(ownClause).default([]),
})

export type Norm = z.infer<typeof normSchema>
