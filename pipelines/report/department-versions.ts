import { HuiyinError } from '../core/errors.ts'
import { inAllLocales } from '../core/locale.ts'
import { dimensionCatalogue } from '../metrics/catalogue.ts'
import { valueLabel } from '../metrics/labels.ts'
import { identifier, queryRows } from '../warehouse/query.ts'
import type { Snapshot } from '../warehouse/snapshot.ts'
import { expected } from './named-in-catalogue.ts'
import type { ReportDefinition } from './report-definition.ts'

/** A report on one value of a dimension, for the people behind it. */
export interface Version {
  readonly value: string
  readonly definition: ReportDefinition
  /** For the file's name: unique among the versions, letters and digits of any script. */
  readonly slug: string
}

/**
 * The versions of a report for each value that a dimension has among the complaints, in their order: each filtered by
 * it, with small cells suppressed. Throws HY-C-001 where complaints have no such dimension.
 */
export async function departmentVersions(
  snapshot: Snapshot,
  definition: ReportDefinition,
  dimension: string,
): Promise<Version[]> {
  const wrong = notToSplitBy(dimension)
  if (wrong !== undefined)
    throw new HuiyinError('HY-C-001', { reason: `--each ${dimension}: expected ${wrong}`, usage: 'huiyin report' })
  const column = identifier(dimension)
  const rows = await queryRows<{ value: string }>(
    snapshot.database.connection,
    `select distinct cast(${column} as varchar) as value from facts.complaint where ${column} is not null order by 1`,
  )
  const only = definition.filters[dimension]
  const values = rows.map(({ value }) => value).filter((value) => only === undefined || only.includes(value))
  const slugs = uniqueSlugs(values)
  return values.map((value, index) => ({
    value,
    slug: slugs[index] ?? '',
    definition: {
      ...definition,
      filters: { ...definition.filters, [dimension]: [value] },
      subtitle: inAllLocales((locale) => valueLabel(locale, dimension, value)),
      is_outward: true,
    },
  }))
}

/** What was expected where complaints have no dimension of that name; undefined where they have. */
export function notToSplitBy(dimension: string): string | undefined {
  const known = [...dimensionCatalogue().values()].filter(({ facts }) => facts.includes('complaint'))
  const names = known.map(({ name }) => name)
  return names.includes(dimension) ? undefined : expected('dimension', dimension, names)
}

const LONGEST_SLUG = 40

/** Such as `物流部`; values that look alike as names of files get a number. */
function uniqueSlugs(values: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return values.map((value) => {
    const plain = value.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    const slug = [...plain.replaceAll(/^-|-$/g, '')].slice(0, LONGEST_SLUG).join('') || 'x'
    const key = slug.toLowerCase()
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? slug : `${slug}-${count}`
  })
}
