import { z } from 'zod'
import { day, localised } from '../core/schema-parts.ts'

/** Written once for all languages, or in each; what is left blank counts as not written. */
const text = localised

/** What evaluations recommend on: requirement R236. */
export const HEADS = ['process', 'training', 'staffing'] as const
/** The five steps of an audit: requirement R232. */
export const AUDIT_STEPS = ['plan', 'on_site', 'data', 'analysis', 'report'] as const
export const AUDIT_METHODS = ['observation', 'interview', 'data', 'records', 'recording', 'questionnaire'] as const

/** What no export holds and somebody has to write: the parts of an audit report, recommendations, who signs. */
export const writtenSchema = z.strictObject({
  /** Who answers for the report: the leader of the audit, or who wrote it. */
  lead: z.strictObject({ name: z.string(), role: text }).optional(),
  team: z.array(z.string()).default([]),
  background: text.optional(),
  scope: text.optional(),
  methods: z.array(z.enum(AUDIT_METHODS)).default([]),
  /** What was done on which day; a step without a day is open. */
  steps: z
    .partialRecord(z.enum(AUDIT_STEPS), z.strictObject({ on: day.optional(), note: text.optional() }))
    .default({}),
  findings: text.optional(),
  recommendations: z
    .array(
      z.strictObject({
        about: z.enum(HEADS),
        text,
        department: z.string().optional(),
        due: day.optional(),
      }),
    )
    .default([]),
  follow_up: text.optional(),
})

export type WrittenText = z.infer<typeof text>
export type WrittenParts = z.infer<typeof writtenSchema>
