// what a report said ──▶ its figures from its own snapshot, and from the newest one ──▶ what differs, and why
import { HuiyinError } from '../../core/errors.ts'
import { openSnapshot, type Snapshot } from '../../warehouse/snapshot.ts'
import { prepareReport } from '../compose-sections.ts'
import type { Cell, Figure, FigureRow } from '../figure.ts'
import type { Manifest } from '../manifest.ts'
import { reportPeriod } from '../report-period.ts'
import { definitionHash } from '../used-definitions.ts'
import { type ChangedRows, COUNTED_FACTS, type CountedFact, changedRows } from './changed-rows.ts'

/** A value that a report gave, and what the data give now. */
export interface ChangedCell {
  readonly row: string
  readonly column: string
  readonly said: Cell
  readonly now: Cell
}

/**
 * Why a figure is another one: `definition`: the program computes it otherwise from the very same snapshot; `rows`: rows
 * came, changed or went; `as_of`: the rows are the same, and time has passed.
 */
export type Reason = 'definition' | 'rows' | 'as_of'

export interface RestatedFigure {
  readonly ref: string
  readonly title: string
  readonly reasons: readonly Reason[]
  readonly cells: readonly ChangedCell[]
}

export interface Restatement {
  readonly report: string
  readonly period: string
  readonly issued: { readonly run: string; readonly as_of: string }
  readonly current: { readonly run: string; readonly as_of: string }
  readonly figures: readonly RestatedFigure[]
  /** Of rows up to the end of the period; null where the report's own snapshot is gone. */
  readonly rows: Readonly<Record<CountedFact, ChangedRows>> | null
  /** Metrics whose definition is another one since. */
  readonly redefined: readonly string[]
}

/**
 * Compares what a report said with what the data say now, for the same period and by the same definition. Throws
 * HY-W-004 where nothing is published.
 */
export async function compareIssued(published: string, manifest: Manifest, runId?: string): Promise<Restatement> {
  await using later = await openSnapshot(published, runId)
  const earlier = await openSnapshot(published, manifest.run.run_id).catch((error: unknown) => {
    if (error instanceof HuiyinError && error.code === 'HY-V-003') return undefined
    throw error
  })
  try {
    const period = reportPeriod(manifest.period.unit, manifest.period.name, later.run)
    const rows = earlier === undefined ? null : await rowsChanged(earlier, later, period.end)
    const now = await figuresOf(later, manifest)
    const then = earlier === undefined ? undefined : await figuresOf(earlier, manifest)
    const haveRowsChanged = rows === null || Object.values(rows).some((fact) => Object.values(fact).some((n) => n > 0))
    const figures = manifest.figures.flatMap((stated) => restated(stated, then, now, haveRowsChanged))
    return {
      report: manifest.definition.report,
      period: period.name,
      issued: { run: manifest.run.run_id, as_of: manifest.run.as_of },
      current: { run: later.run.runId, as_of: later.run.asOf },
      figures,
      rows,
      redefined: manifest.metrics.flatMap(({ metric, sha256 }) => (definitionHash(metric) === sha256 ? [] : [metric])),
    }
  } finally {
    earlier?.close()
  }
}

async function rowsChanged(earlier: Snapshot, later: Snapshot, until: string): Promise<Restatement['rows']> {
  const [complaint, survey] = await Promise.all(
    (Object.keys(COUNTED_FACTS) as CountedFact[]).map((fact) => changedRows(earlier, later, fact, until)),
  )
  return complaint && survey ? { complaint, survey } : null
}

async function figuresOf(snapshot: Snapshot, { definition, period }: Manifest): Promise<ReadonlyMap<string, Figure>> {
  const { figures } = await prepareReport(snapshot, definition, reportPeriod(period.unit, period.name, snapshot.run))
  return new Map(figures.map((figure) => [figure.ref, figure]))
}

function restated(
  stated: Manifest['figures'][number],
  then: ReadonlyMap<string, Figure> | undefined,
  now: ReadonlyMap<string, Figure>,
  haveRowsChanged: boolean,
): RestatedFigure[] {
  const { ref, title } = stated
  const [before, after] = [then?.get(ref), now.get(ref)]
  if (after?.sha256 === stated.sha256) return []
  const isRedefined = before !== undefined && before.sha256 !== stated.sha256
  const isMoved = before === undefined || before.sha256 !== after?.sha256
  const moved: Reason[] = isMoved ? [haveRowsChanged ? 'rows' : 'as_of'] : []
  const reasons: Reason[] = [...(isRedefined ? (['definition'] as const) : []), ...moved]
  return [{ ref, title, reasons, cells: changedCells(stated.rows, after?.rows ?? []) }]
}

/** Rows are told by their texts; where these do not tell them apart, by their place. */
function changedCells(said: readonly FigureRow[], now: readonly FigureRow[]): ChangedCell[] {
  const names = (rows: readonly FigureRow[]) => {
    const labels = rows.map((row) =>
      Object.values(row)
        .filter((cell) => typeof cell === 'string')
        .join(' · '),
    )
    const isTold = new Set(labels).size === labels.length
    return new Map(rows.map((row, index) => [isTold && labels[index] ? labels[index] : `${index + 1}`, row]))
  }
  const [before, after] = [names(said), names(now)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((row) => {
    const [was, is] = [before.get(row), after.get(row)]
    return [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].flatMap((column) => {
      const cells = { row, column, said: was?.[column] ?? null, now: is?.[column] ?? null }
      return cells.said === cells.now ? [] : [cells]
    })
  })
}
