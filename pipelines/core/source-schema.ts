import { readdirSync } from 'node:fs'
import { z } from 'zod'
import { timezone } from './schema-parts.ts'

const column = z.union([
  z.string(),
  z.strictObject({
    from: z.string(),
    /** The column of the time of day, where `from` has the day only. */
    time: z.string().optional(),
    /** Source value → canonical code or wording. */
    values: z.record(z.string(), z.string()).default({}),
    /** What personal data it may hold: obeyed by `publish` where it asks for more than the field's own column does. */
    class: z.enum(['direct_identifier', 'quasi_identifier', 'free_text', 'public']).optional(),
    /** The least and the greatest value that is believed; others are quarantined. */
    min: z.union([z.number(), z.string()]).optional(),
    max: z.union([z.number(), z.string()]).optional(),
  }),
])

/** What happens where a file is not as its mapping expects. */
const contract = z.strictObject({
  /** A column that no earlier file of this source had: said in the ledger, or the file is refused. */
  new_columns: z.enum(['warn', 'refuse']).default('warn'),
  /** A mapped column that the file lacks; required fields are always refused. */
  missing_columns: z.enum(['refuse', 'warn']).default('refuse'),
  /** A value that no code stands for: kept and listed by a check, or the row is quarantined. */
  unknown_values: z.enum(['list', 'quarantine']).default('list'),
})

/** `sources/*.yaml`: how the columns and values of one kind of export map onto an entity. */
export const sourceSchema = z.strictObject({
  source: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, { error: 'expected lowercase letters, digits, - and _' }),
  entity: z.enum(stagedEntities()),
  /** What a row of a complaint export is: a case, or an event of a case (the entity complaint_event by another name). */
  grain: z.enum(['case', 'event']).optional(),
  files: z.array(z.string()).min(1),
  /** Declared where the evidence of the bytes does not decide. */
  encoding: z
    .enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252'])
    .optional(),
  /** What stands between the cells of a text file; found by evidence where it is not declared. */
  delimiter: z.string().min(1).max(4).optional(),
  sheet: z.string().optional(),
  timezone: timezone.optional(),
  /** When the export was made, read from the file's name: newer exports win over older ones. */
  exported_at: z
    .strictObject({
      filename: z.string().refine(isPattern, { error: 'expected a regular expression with one group' }),
      time: z
        .string()
        .regex(/^\d{2}:\d{2}$/)
        .default('00:00'),
    })
    .optional(),
  /**
   * strptime formats of instants beyond ISO 8601 and its variants with / and blanks; `%Ey` is a year of the Republic of
   * China (民國), `%p` also 上午 and 下午; `excel_serial` is a spreadsheet's number of days, `epoch` one of seconds or
   * milliseconds since 1970 in UTC.
   */
  dates: z.array(z.string()).default([]),
  /** Values that mean "nothing", beside the empty text. */
  nulls: z.array(z.string()).default([]),
  /** `content`: rows without a number of their own get one from their content. */
  key: z.enum(['field', 'content']).default('field'),
  /** `none`: the file has no header; columns are named by their place, `#1` being the first. */
  header: z.enum(['found', 'none']).default('found'),
  /** What stands below a header that is repeated: another table, or more of the same (pages, joined files). */
  repeated_header: z.enum(['other_table', 'same_table']).default('other_table'),
  /** `full`: an export holds all records there are; a key that it no longer has is reported. */
  extent: z.enum(['changes', 'full']).default('changes'),
  /** What happens with a row that ends before the last column. */
  short_rows: z.enum(['quarantine', 'pad']).default('quarantine'),
  /**
   * What happens with blank cells beyond the header's last one: some programs write a delimiter behind every record. A
   * header that lost a delimiter looks the same, so it has to be said.
   */
  extra_cells: z.enum(['quarantine', 'drop_blank']).default('quarantine'),
  /** Rows whose first cell begins with one of these are totals, or a survey tool's codes of its columns, not records. */
  footers: z.array(z.string()).default(['合计', '总计', '合計', '總計', 'Total', '{"ImportId"']),
  contract: contract.prefault({}),
  columns: z.record(z.string(), column),
  constants: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
})

export type Source = z.infer<typeof sourceSchema>

/** A source of complaints with an event a row, as the source of complaint_event that it is. */
export function withGrain({ grain, ...source }: Source): Source {
  return grain === 'event' && source.entity === 'complaint' ? { ...source, entity: 'complaint_event' } : source
}

/** What a source can hold: one entity a file under sql/1_staging. */
function stagedEntities(): string[] {
  const files = readdirSync(new URL('../../sql/1_staging/', import.meta.url))
  return files
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.replace(/\.sql$/, ''))
    .sort()
}

function isPattern(text: string): boolean {
  try {
    const groups = new RegExp(`${text}|`).exec('')
    return groups !== null && groups.length === 2
  } catch {
    return false
  }
}
