import { z } from 'zod'
import { canonicalJson, sha256 } from '../core/hash.ts'
import { VERSION } from '../core/version.ts'
import { writeYaml } from '../core/yaml-file.ts'
import type { AttachedFile } from './archive/attach-files.ts'
import { type PrintedPages, printedSchema } from './archive/printed-pages.ts'
import type { PreparedReport } from './compose-sections.ts'
import type { Figure } from './figure.ts'
import { figureCsv } from './figure-csv.ts'
import { reportSchema } from './read-definition.ts'
import { REPORT_UNITS } from './report-period.ts'
import { usedDefinitions } from './used-definitions.ts'
import type { Words } from './words.ts'

/** Name of the list of figures among the files that a report carries. */
export const MANIFEST = 'huiyin-report.json'
/** Name of the file with the text of each page, by which a changed page says what was changed. */
export const PAGE_TEXTS = 'page-texts.json'
/** Name of the file with the definitions of the metrics that a report rests on. */
export const METRICS = 'metrics.yaml'
const FORMAT = 'huiyin-report/2'
const METRIC_FILE = /^--- # sql\/3_metrics\/([a-z0-9_]+)\.yaml\n/m

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
const statement = z.strictObject({ sql: z.string(), parameters: z.record(z.string(), cell) })
const figure = z.strictObject({
  ref: z.string().regex(/^F\d+$/),
  title: z.string(),
  /** Name of the attached file that holds the rows as CSV. */
  csv: z.string(),
  rows: z.array(z.record(z.string(), cell)),
  sha256: hash,
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
  /** Metrics that the report rests on, with the hashes of their files. */
  metrics: z.array(z.strictObject({ metric: z.string(), sha256: hash })),
  figures: z.array(figure),
  /** Every other file that the PDF carries. */
  attachments: z.array(z.strictObject({ name: z.string(), sha256: hash })),
  printed: printedSchema,
  /** What is not written yet, by the names of the parts: with anything here the report stays a draft. */
  incomplete: z.array(z.string()),
})

/** What a report says of itself: what it was computed from, and every figure with its rows, hash and statements. */
export type Manifest = z.infer<typeof manifestSchema>

/** What is attached to a report: its manifest, the data of every figure, and the definitions. The same report gives the same bytes. */
export function manifestFiles(report: PreparedReport, words: Words, printed: PrintedPages): AttachedFile[] {
  const title = words.reportTitle
  const metrics = usedDefinitions(report)
  const files = [
    ...report.figures.map((each) =>
      file(csvName(each), 'text/csv', figureCsv(each.rows), `${each.ref} ${words.titleOf(each)}`),
    ),
    file(PAGE_TEXTS, 'application/json', JSON.stringify(printed.texts), words.say('attachments.page_texts')),
    ...definitionFiles(report, metrics, words),
  ]
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
    metrics: metrics.map(({ metric, sha256: digest }) => ({ metric, sha256: digest })),
    figures: report.figures.map((each) => figureEntry(each, words)),
    attachments: files.map(({ name, data }) => ({ name, sha256: sha256(data) })),
    printed: printed.digests,
    incomplete: [...report.incomplete],
  }
  return [file(MANIFEST, 'application/json', canonicalJson(manifest), title), ...files]
}

/** Reads a manifest; undefined where the text is none. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** The definitions of metrics in the file that a report carries, by metric. */
export function carriedDefinitions(text: string): ReadonlyMap<string, string> {
  const [, ...parts] = text.split(METRIC_FILE)
  return new Map(
    parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ''] as [string, string]] : [])),
  )
}

function figureEntry(each: Figure, words: Words): z.input<typeof figure> {
  return {
    ref: each.ref,
    title: words.titleOf(each),
    csv: csvName(each),
    rows: each.rows.map((row) => ({ ...row })),
    sha256: each.sha256,
    statements: each.statements.map(({ sql, parameters }) => ({ sql, parameters: plain(parameters) })),
  }
}

function csvName({ ref, name }: Figure): string {
  const subject = [name.figure, name.metric ?? name.dimension ?? name.question].filter((part) => part !== undefined)
  return `${ref.replace(/\d+/, (digits) => digits.padStart(2, '0'))}_${subject.join('_')}.csv`
}

/** The report's own definition, and those of its metrics one behind the other, each under the name of its file. */
function definitionFiles(report: PreparedReport, metrics: ReturnType<typeof usedDefinitions>, words: Words) {
  const { definition } = report
  const yaml = metrics.map(({ metric, yaml: text }) => `--- # sql/3_metrics/${metric}.yaml\n${text.trimEnd()}\n`)
  return [
    file(
      `report_${definition.report}.yaml`,
      'application/yaml',
      writeYaml(definition),
      words.say('attachments.report_definition'),
      'Source',
    ),
    file(METRICS, 'application/yaml', yaml.join(''), words.say('attachments.metric_definitions'), 'Source'),
  ]
}

function file(
  name: string,
  mime: string,
  text: string,
  description: string,
  relationship: AttachedFile['relationship'] = 'Data',
): AttachedFile {
  return { name, mime, data: new TextEncoder().encode(text), relationship, description }
}

function plain(parameters: Figure['statements'][number]['parameters']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  )
}
