import type { DuckDBConnection } from '@duckdb/node-api'
import { z } from 'zod'
import { LOCALES, type Locale } from '../../core/locale.ts'
import { findMessage } from '../../core/messages.ts'
import { dimensionCatalogue } from '../../metrics/catalogue.ts'
import { dimensionTitle } from '../../metrics/labels.ts'
import { queryRows } from '../../warehouse/query.ts'

const text = z.string().nullable()

const actionSchema = z.object({
  improvement_id: z.string(),
  title: text,
  phase: text,
  started_on: text,
  planned_start_on: text,
  due_on: text,
  effective_on: text,
  closed_on: text,
  cause_slice: text,
  target_metric: text,
  target_comparator: text,
  target_value: text,
  exception: text,
  slice_nature: text,
  slice_category: text,
  slice_product: text,
  slice_lot: text,
  slice_level: text,
  slice_cause_group: text,
  slice_cause: text,
  slice_channel: text,
  slice_region: text,
  slice_store: text,
  slice_department: text,
  pilot_started_on: text,
  pilot_region: text,
  pilot_store: text,
  pilot_department: text,
})

/** One action of the PDCA tracking sheet, as far as its effect needs it; days are `YYYY-MM-DD`. */
export type ImprovementAction = z.infer<typeof actionSchema>

/** The actions of `facts.improvement`, in the order of their numbers; none where no such fact is built. */
export async function improvementActions(connection: DuckDBConnection): Promise<ImprovementAction[]> {
  const [fact] = await queryRows(
    connection,
    "select 1 from information_schema.tables where table_schema = 'facts' and table_name = 'improvement'",
  )
  if (fact === undefined) return []
  const columns = Object.keys(actionSchema.shape).map((name) => `cast(improvement.${name} as varchar) as ${name}`)
  const rows = await queryRows(
    connection,
    `select ${columns.join(', ')} from facts.improvement order by improvement.improvement_id`,
  )
  return rows.map((row) => actionSchema.parse(row))
}

/**
 * Dimension → member that the action is aimed at: what the sheet says in columns of their own, else what it writes as
 * `dimension=member; …` with a dimension's name or title in any language. Null where a part of that is not understood:
 * a slice that is only half of what was meant would be another one.
 */
export function sliceOf(action: ImprovementAction): Readonly<Record<string, string>> | null {
  const columns = named(action, 'slice_')
  if (Object.keys(columns).length > 0) return columns
  const parts = (action.cause_slice ?? '').split(/[;；\n]/).filter((part) => part.trim() !== '')
  const read = parts.map(readPart)
  if (read.includes(null)) return null
  return Object.fromEntries(read.flatMap((part) => (part === null || part === 'metric' ? [] : [part])))
}

const METRIC_WORDS = ['metric', '指标', '指標']

function readPart(part: string): [dimension: string, member: string] | 'metric' | null {
  const [, key = '', member = ''] = /^\s*([^=＝:：≥≤><]+?)\s*[=＝:：]\s*(.+?)\s*$/.exec(part) ?? []
  if (METRIC_WORDS.includes(key.toLowerCase())) return 'metric'
  const dimension = [...dimensionCatalogue().keys()].find(
    (name) => name === key || LOCALES.some((locale) => titlesOf(locale, name).includes(key)),
  )
  return dimension === undefined || member === '' ? null : [dimension, member]
}

function titlesOf(locale: Locale, name: string): (string | undefined)[] {
  return [dimensionTitle(locale, name), findMessage(locale, 'catalogue', `fields.complaint.${name}`)]
}

/** When the action was started: as recorded, else as planned. */
export function startOf({ started_on, planned_start_on }: ImprovementAction): string | null {
  return started_on ?? planned_start_on
}

/**
 * From when on, and for whom, an action is in effect as of a day: everywhere once its effect began, else in its pilot,
 * as dimension → member. Null before either.
 */
export function effectOf(
  action: ImprovementAction,
  today: string,
): { readonly from: string; readonly pilot: Readonly<Record<string, string>> } | null {
  const { effective_on: everywhere, pilot_started_on: tried } = action
  if (everywhere !== null && everywhere <= today) return { from: everywhere, pilot: {} }
  const { started_on: _day, ...pilot } = named(action, 'pilot_')
  return tried === null || tried > today || Object.keys(pilot).length === 0 ? null : { from: tried, pilot }
}

function named(action: ImprovementAction, prefix: 'slice_' | 'pilot_'): Record<string, string> {
  const entries = Object.entries(action).filter((entry): entry is [string, string] => {
    const [name, value] = entry
    return name.startsWith(prefix) && value !== null
  })
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length), value]))
}
