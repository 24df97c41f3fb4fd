import { z } from 'zod'
import { canonicalJson } from '../core/hash.ts'
import { VERSION } from '../core/version.ts'
import type { AttachedFile } from './attach-manifest.ts'
import type { PreparedReport } from './compose-sections.ts'
import type { Figure } from './figure.ts'
import { figureCsv } from './figure-csv.ts'
import { reportSchema } from './read-definition.ts'
import { REPORT_UNITS } from './report-period.ts'
import type { Words } from './words.ts'

/** Name of the list of figures among the files that a report carries. */
export const MANIFEST = 'huiyin-report.json'
const FORMAT = 'huiyin-report/1'

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
const statement = z.strictObject({ sql: z.string(), parameters: z.record(z.string(), cell) })
const figure = z.strictObject({
  ref: z.string().regex(/^F\d+$/),
  title: z.string(),
  /** Name of the attached file that holds the rows as CSV. */
  csv: z.string(),
  rows: z.array(z.record(z.string(), cell)),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  statements: z.array(statement),
})

const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  program: z.string(),
  locale: z.string(),
  title: z.string(),
  organisation: z.string(),
  period: z.strictObject({ unit: z.enum(REPORT_UNITS), name: z.string(), from: z.string(), to: z.string() }),
  run: z.strictObject({ run_id: z.string(), as_of: z.string(), timezone: z.string() }),
  definition: reportSchema,
  figures: z.array(figure),
})

/** What a report says of itself: what it was computed from, and every figure with its rows, hash and statements. */
export type Manifest = z.infer<typeof manifestSchema>

/** The manifest and the data of every figure, as files to attach. The same report gives the same bytes. */
export function manifestFiles(report: PreparedReport, words: Words): AttachedFile[] {
  const title = words.reportTitle
  const manifest: z.input<typeof manifestSchema> = {
    format: FORMAT,
    program: VERSION,
    locale: words.locale,
    title,
    organisation: words.organisation,
    period: {
      unit: report.period.unit,
      name: report.period.name,
      from: report.period.start,
      to: report.period.end,
    },
    run: { run_id: report.run.runId, as_of: report.run.asOf, timezone: report.run.timezone },
    definition: report.definition,
    figures: report.figures.map((each) => ({
      ref: each.ref,
      title: words.titleOf(each),
      csv: csvName(each),
      rows: each.rows.map((row) => ({ ...row })),
      sha256: each.sha256,
      statements: each.statements.map(({ sql, parameters }) => ({ sql, parameters: plain(parameters) })),
    })),
  }
  return [
    file(MANIFEST, 'application/json', canonicalJson(manifest), title),
    ...report.figures.map((each) =>
      file(csvName(each), 'text/csv', figureCsv(each.rows), `${each.ref} ${words.titleOf(each)}`),
    ),
  ]
}

/** Reads a manifest; undefined where the text is none. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function csvName({ ref, name }: Figure): string {
  const subject = [name.figure, name.metric ?? name.dimension ?? name.question].filter((part) => part !== undefined)
  return `${ref.replace(/\d+/, (digits) => digits.padStart(2, '0'))}_${subject.join('_')}.csv`
}

function file(name: string, mime: string, text: string, description: string): AttachedFile {
  return { name, mime, data: new TextEncoder().encode(text), relationship: 'Data', description }
}

function plain(parameters: Figure['statements'][number]['parameters']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  )
}
