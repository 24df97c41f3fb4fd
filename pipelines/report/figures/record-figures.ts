import type { Statement } from '../../metrics/metric-query.ts'
import { unlessColumnMissing } from '../../warehouse/missing-column.ts'
import { identifier, literal } from '../../warehouse/query.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'
import { TIME_LIMITS, type TimeLimitRow } from './limit-figure.ts'

/** What became of the records of one source's files. */
export type SourceRow = {
  readonly source: string
  readonly entity: string
  readonly files: number
  readonly last_exported_at: string | null
  readonly rows_read: number
  readonly rows_loaded: number
  readonly rows_unchanged: number
  readonly rows_quarantined: number
}

export type FileRow = Omit<SourceRow, 'source' | 'entity' | 'files' | 'last_exported_at'> & {
  readonly batch_no: number
  readonly file_name: string
  readonly sha256: string
}

/** A file some of whose records were mended in quarantine, or that holds records mended there. */
export type MendedRow = {
  readonly batch_no: number
  readonly file_name: string
  readonly rows_read: number
  readonly rows_quarantined: number
  readonly rows_mended: number
  readonly rows_replayed: number
}

export type QuarantineRow = {
  readonly source: string
  readonly reason: string
  readonly field: string | null
  readonly records: number
}

export type CheckRow = { readonly check_name: string; readonly findings: number }

const SUMS = 'rows_read, rows_loaded, rows_unchanged, rows_quarantined'
const INSTANT = "'%Y-%m-%dT%H:%M:%SZ'"

/** Every source with the sums of its files. */
export function sourceFigure(context: FigureContext): Promise<Figure<SourceRow>> {
  const sums = SUMS.split(', ').map((column) => `sum(${column}) as ${column}`)
  return recordFigure<SourceRow>(
    context,
    'sources',
    `select source, min(entity) as entity, count(*) as files,
    strftime(max(exported_at), ${INSTANT}) as last_exported_at,
    ${sums.join(', ')}
from marts.reconciliation
group by source
order by source`,
  )
}

/** The latest files, newest first. */
export function fileFigure(context: FigureContext, most: number): Promise<Figure<FileRow>> {
  const sql = `select batch_no, file_name, sha256, ${SUMS}\nfrom marts.reconciliation\norder by exported_at desc nulls last, batch_no desc\nlimit cast($most as integer)`
  return recordFigure<FileRow>(context, 'files', sql, { most })
}

/** All of them; null where nothing was mended, or the snapshot is older than the means to. */
export async function mendedFigure(context: FigureContext): Promise<Figure<MendedRow> | null> {
  const statement = { sql: MENDED, parameters: {} }
  const rows = await unlessColumnMissing(() => context.rows<MendedRow>(statement), [])
  return rows.length === 0 ? null : context.book.add({ figure: 'mended' }, rows, [statement])
}

export function quarantineFigure(context: FigureContext): Promise<Figure<QuarantineRow>> {
  const sql =
    'select source, reason, field, sum(records) as records\nfrom marts.quarantine_reason\ngroup by source, reason, field\norder by source, 4 desc, reason, field'
  return recordFigure<QuarantineRow>(context, 'quarantine', sql)
}

/** How many rows each check of the snapshot found. */
export async function checkFigure(context: FigureContext): Promise<Figure<CheckRow>> {
  const tables = await context.rows<{ name: string }>({ sql: CHECKS, parameters: {} })
  const counts = tables.map(
    ({ name }) => `select ${literal(name)} as check_name, count(*) as findings from checks.${identifier(name)}`,
  )
  const sql = counts.length === 0 ? NO_CHECKS : `${counts.join('\nunion all\n')}\norder by check_name`
  return recordFigure<CheckRow>(context, 'checks', sql)
}

export function timeLimitFigure(context: FigureContext): Promise<Figure<TimeLimitRow>> {
  return recordFigure<TimeLimitRow>(context, 'time_limits', TIME_LIMITS.sql)
}

async function recordFigure<Row extends SourceRow | FileRow | QuarantineRow | CheckRow | TimeLimitRow>(
  context: FigureContext,
  figure: string,
  sql: string,
  parameters: Statement['parameters'] = {},
): Promise<Figure<Row>> {
  const statement = { sql, parameters }
  return context.book.add({ figure }, await context.rows<Row>(statement), [statement])
}

const MENDED = `select batch_no, file_name, rows_read, rows_quarantined, rows_mended, rows_replayed
from marts.reconciliation
where rows_mended > 0
    or rows_replayed > 0
order by batch_no`
const CHECKS = `select table_name as name
from information_schema.tables
where table_schema = 'checks'
order by table_name`
const NO_CHECKS = 'select null as check_name, 0 as findings where false'
