import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { HuiyinError } from '../core/errors.ts'
import { readYamlFile } from '../core/yaml-file.ts'

const weeks = (most: number) => z.int().min(1).max(most)

const section = z.discriminatedUnion('section', [
  z.strictObject({ section: z.literal('cover') }),
  z.strictObject({
    section: z.literal('headline'),
    /** How many weeks before the one shown it is compared with. */
    reference_weeks: weeks(52),
    metrics: z.array(
      z.strictObject({
        metric: z.string(),
        compare: z.boolean().default(true),
        /** `settled`: the newest week without pending cases; `to_date`: all rows up to the as-of. */
        scope: z.enum(['week', 'settled', 'to_date']).default('week'),
      }),
    ),
  }),
  z.strictObject({ section: z.literal('trends'), weeks: weeks(53), metrics: z.array(z.string()) }),
  z.strictObject({
    section: z.literal('what'),
    dimension: z.string(),
    /** Bars of the Pareto chart; further values are put together. */
    most: z.int().min(3).max(20),
    reference_weeks: weeks(52),
  }),
  z.strictObject({ section: z.literal('limits') }),
  z.strictObject({ section: z.literal('open_cases'), most: z.int().min(1).max(500) }),
  z.strictObject({
    section: z.literal('questions'),
    /** Values listed of each dimension. */
    top: z.int().min(1).max(20),
    reference_weeks: weeks(52),
    leave_out: z.array(z.string()).default([]),
  }),
  z.strictObject({
    section: z.literal('appendix'),
    /** How many of the latest files are listed. */
    files: z.int().min(1).max(200),
  }),
])

export const reportSchema = z.strictObject({
  report: z.string().regex(/^[a-z][a-z0-9_-]*$/, { error: 'expected lowercase letters, digits, - and _' }),
  sections: z.array(section).min(1),
})

/** One report, as `reports/<name>.yaml` defines it. */
export type ReportDefinition = z.infer<typeof reportSchema>
export type SectionOptions<Name extends ReportDefinition['sections'][number]['section']> = Extract<
  ReportDefinition['sections'][number],
  { section: Name }
>

const FOLDER = new URL('../../reports/', import.meta.url)

/** Reads the definition of a report. Throws HY-R-004 where there is none of that name, naming those that exist. */
export async function reportDefinition(name: string): Promise<ReportDefinition> {
  const file = new URL(`${name}.yaml`, FOLDER)
  if (!/^[a-z][a-z0-9_-]*$/.test(name) || !existsSync(file)) {
    const names = readdirSync(FOLDER).filter((entry) => entry.endsWith('.yaml'))
    const expected = names.map((entry) => entry.replace('.yaml', '')).sort()
    throw new HuiyinError('HY-R-004', { report: name, expected: expected.join(', ') })
  }
  return await readYamlFile(fileURLToPath(file), reportSchema)
}
