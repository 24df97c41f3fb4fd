import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { HuiyinError } from '../core/errors.ts'
import { readYamlFile } from '../core/yaml-file.ts'
import { expected } from './named-in-catalogue.ts'
import { definitionHead, type ReportDefinition, reportTitle, type SectionEntry } from './report-definition.ts'
import { SECTION_KINDS } from './section-kinds.ts'

const FOLDER = fileURLToPath(new URL('../../reports/', import.meta.url))
const NAME = /^[a-z][a-z0-9_-]*$/

const [firstKind, ...otherKinds] = SECTION_KINDS.map(({ schema }) => schema)
if (firstKind === undefined) throw new RangeError('no kinds of section')

const sections = z.discriminatedUnion('section', [firstKind, ...otherKinds], {
  error: ({ input }) => {
    const got = typeof input === 'object' && input !== null && 'section' in input ? String(input.section) : ''
    return `expected ${expected(
      'section',
      got,
      SECTION_KINDS.map(({ section }) => section),
    )}`
  },
}) as z.ZodType<SectionEntry>

/** A whole definition; metrics, dimensions and sections that there are not are refused. */
export const reportSchema: z.ZodType<ReportDefinition> = definitionHead.extend({ sections: z.array(sections).min(1) })

/**
 * Reads the definition of a report: that of the workspace where it has one of that name, else the product's.
 * @param own the workspace's folder of definitions, which need not exist
 * @throws HuiyinError HY-R-004 no report of that name, HY-C-003 a definition that does not fit, HY-C-004 not YAML
 */
export async function readDefinition(name: string, own?: string): Promise<ReportDefinition> {
  const file = definitionFile(name, own)
  if (file === undefined) {
    throw new HuiyinError('HY-R-004', { report: name, expected: reportNames(own).join(', ') })
  }
  const definition = await readYamlFile(file, reportSchema)
  if (definition.report !== name) throw misfit(file, 'report', `${name}, as the file is named`)
  if (reportTitle(definition, 'en') === undefined) throw misfit(file, 'title', 'a title, since the report is your own')
  return definition
}

/** The file that defines a report, the workspace's own first; undefined where there is none. */
export function definitionFile(name: string, own?: string): string | undefined {
  if (!NAME.test(name)) return undefined
  return foldersOf(own)
    .map((folder) => join(folder, `${name}.yaml`))
    .find((file) => existsSync(file))
}

/** All reports that there are, by name. */
export function reportNames(own?: string): string[] {
  const files = foldersOf(own).flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))
  const names = files.filter((file) => file.endsWith('.yaml')).map((file) => basename(file, '.yaml'))
  return [...new Set(names)].filter((name) => NAME.test(name)).sort()
}

function foldersOf(own: string | undefined): string[] {
  return own === undefined ? [FOLDER] : [own, FOLDER]
}

function misfit(file: string, key: string, what: string): HuiyinError {
  return new HuiyinError('HY-C-003', { file, key, expected: what, others: 0 })
}
