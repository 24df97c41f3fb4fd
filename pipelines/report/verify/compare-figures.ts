import { sha256 } from '../../core/hash.ts'
import { type Cell, type Figure, type FigureRow, hashOfRows } from '../figure.ts'
import { figureCsv } from '../figure-csv.ts'
import type { Manifest } from '../manifest.ts'

/** The first place where a figure of the file is not what the snapshot gives. */
export interface Difference {
  /** Row from 1 and column, or `rows` (their number differs), `attachment` (the CSV), `sha256`. */
  readonly where: { readonly row: number; readonly column: string } | 'rows' | 'attachment' | 'sha256'
  readonly reported: Cell
  readonly recomputed: Cell
  /** By how much the report is more, where both are numbers. */
  readonly delta: number | null
}

export interface VerifiedFigure {
  readonly ref: string
  readonly title: string
  readonly ok: boolean
  /** Hash that the file states, and hash of what the snapshot gives; null where one of them lacks the figure. */
  readonly expected: string | null
  readonly got: string | null
  readonly difference: Difference | null
}

/** Each figure of a manifest against the one computed anew, and its attached data against both. */
export function compareFigures(
  manifest: Manifest,
  recomputed: readonly Figure[],
  attachments: ReadonlyMap<string, Uint8Array>,
): VerifiedFigure[] {
  const reported = new Map(manifest.figures.map((figure) => [figure.ref, figure]))
  const compared = recomputed.map((figure) => {
    const stated = reported.get(figure.ref)
    reported.delete(figure.ref)
    if (stated === undefined) return missing(figure.ref, '', null, figure.sha256)
    const difference = differenceOf(stated, figure, attachments.get(stated.csv))
    const { ref, title, sha256: expected } = stated
    return { ref, title, ok: difference === null, expected, got: figure.sha256, difference }
  })
  const unknown = [...reported.values()].map(({ ref, title, sha256: hash }) => missing(ref, title, hash, null))
  return [...compared, ...unknown]
}

function missing(ref: string, title: string, expected: string | null, got: string | null): VerifiedFigure {
  const difference = { where: 'sha256' as const, reported: expected, recomputed: got, delta: null }
  return { ref, title, ok: false, expected, got, difference }
}

function differenceOf(
  stated: Manifest['figures'][number],
  figure: Figure,
  csv: Uint8Array | undefined,
): Difference | null {
  const cell = firstDifference(stated.rows, figure.rows)
  if (cell !== null) return cell
  const hashes = [stated.sha256, hashOfRows(stated.rows)]
  const wrong = hashes.find((hash) => hash !== figure.sha256)
  if (wrong !== undefined) return { where: 'sha256', reported: wrong, recomputed: figure.sha256, delta: null }
  const expected = new TextEncoder().encode(figureCsv(figure.rows))
  if (csv !== undefined && Buffer.compare(csv, expected) === 0) return null
  return {
    where: 'attachment',
    reported: csv === undefined ? null : sha256(csv),
    recomputed: sha256(expected),
    delta: null,
  }
}

function firstDifference(reported: readonly FigureRow[], recomputed: readonly FigureRow[]): Difference | null {
  for (const [index, row] of recomputed.entries()) {
    const other = reported[index]
    if (other === undefined) break
    for (const column of new Set([...Object.keys(row), ...Object.keys(other)])) {
      const [stated, got] = [other[column] ?? null, row[column] ?? null]
      if (stated !== got)
        return { where: { row: index + 1, column }, reported: stated, recomputed: got, delta: deltaOf(stated, got) }
    }
  }
  return reported.length === recomputed.length
    ? null
    : {
        where: 'rows',
        reported: reported.length,
        recomputed: recomputed.length,
        delta: reported.length - recomputed.length,
      }
}

function deltaOf(reported: Cell, recomputed: Cell): number | null {
  return typeof reported === 'number' && typeof recomputed === 'number' ? reported - recomputed : null
}
