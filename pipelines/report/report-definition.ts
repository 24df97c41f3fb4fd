import { z } from 'zod'
import { LOCALES, type Locale } from '../core/locale.ts'
import { findMessage, message } from '../core/messages.ts'
import { inEachLocale } from '../core/schema-parts.ts'
import { inLocale } from '../core/workspace.ts'
import { dimensionName } from './named-in-catalogue.ts'
import { REPORT_UNITS } from './report-period.ts'
import { restatedSchema } from './restatement/restated-schema.ts'
import { ROLES } from './seal/roles.ts'
import { writtenSchema } from './written-schema.ts'

const inWords = z.union([z.string().min(1), inEachLocale])

/** What a definition says beside its sections. */
export const definitionHead = z.strictObject({
  report: z.string().regex(/^[a-z][a-z0-9_-]*$/, { error: 'expected lowercase letters, digits, - and _' }),
  /** Once, or in three languages; left out where the product's messages have `reports.<report>`. */
  title: inWords.optional(),
  /** Which part of the data it is on, in words; said behind the title. */
  subtitle: inWords.optional(),
  /** What one issue is on. */
  period: z.enum(REPORT_UNITS).default('week'),
  /** Every figure counts only what has one of these values. */
  filters: z.record(dimensionName, z.array(z.string()).min(1)).default({}),
  /** A copy that leaves the quality department: small cells are suppressed, and no case is listed. */
  is_outward: z.boolean().default(false),
  /** Default: the workspace's language. */
  locales: z.array(z.enum(LOCALES)).min(1).optional(),
  /** When `up` issues it; entries of huiyin.yaml add to this. */
  schedule: z
    .strictObject({ cron: z.string(), timezone: z.string().optional(), each: z.string().optional() })
    .optional(),
  recipients: z.array(z.string()).default([]),
  seal: z
    .strictObject({
      /** Without a certificate the report is not issued at all, rather than as an unsigned draft. */
      is_required: z.boolean().default(false),
      /** Who signs, in this order. */
      signers: z.array(z.enum(ROLES)).default([...ROLES]),
    })
    .prefault({}),
  /** What the department writes itself; a file of the period (written-parts.ts) takes its place. */
  written: writtenSchema.optional(),
  /** What the last issue said against what the data say now; filled when the report is rendered. */
  restated: restatedSchema.optional(),
})

/** A section of a report's definition: its kind, and its options with their defaults. */
export type SectionEntry = { readonly section: string } & Readonly<Record<string, unknown>>

/** One report, as `reports/<name>.yaml` of the workspace or of the product defines it. */
export type ReportDefinition = Readonly<z.infer<typeof definitionHead>> & { readonly sections: readonly SectionEntry[] }

/** The report's name for people; undefined where neither the definition nor the product's messages have one. */
export function reportTitle(
  { report, title, subtitle }: Pick<ReportDefinition, 'report' | 'title' | 'subtitle'>,
  locale: Locale,
): string | undefined {
  const name = title === undefined ? findMessage(locale, 'report', `reports.${report}`) : inLocale(title, locale)
  if (name === undefined || subtitle === undefined) return name
  return message(locale, 'report', 'subtitled', { title: name, subtitle: inLocale(subtitle, locale) })
}
