// PDF ──▶ its manifest ──▶ snapshot named there ──▶ every figure computed anew ──▶ what differs
import { readFile } from 'node:fs/promises'
import { HuiyinError } from '../core/errors.ts'
import { sha256 } from '../core/hash.ts'
import { listIssued } from '../warehouse/issued-reports.ts'
import { openSnapshot } from '../warehouse/snapshot.ts'
import { readAttachments } from './archive/attach-files.ts'
import { prepareReport } from './compose-sections.ts'
import { type Cell, type Figure, type FigureRow, hashOfRows } from './figure.ts'
import { figureCsv } from './figure-csv.ts'
import { MANIFEST, type Manifest, parseManifest } from './manifest.ts'
import { reportPeriod } from './report-period.ts'

/** The first place where a figure of the file is not what the snapshot gives. */
export interface Difference {
  /** Row from 1 and column, or `rows` (their number differs), `attachment` (the CSV), `sha256`. */
  readonly where: { readonly row: number; readonly column: string } | 'rows' | 'attachment' | 'sha256'
  readonly reported: Cell
  readonly recomputed: Cell
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

export interface VerifiedReport {
  readonly file: string
  readonly report: string
  readonly locale: string
  readonly period: string
  readonly runId: string
  readonly sha256: string
  /** Whether these very bytes stand in the ledger of issued reports: proves the pages, not only the figures. */
  readonly issued: boolean
  readonly figures: readonly VerifiedFigure[]
}

/**
 * Proves a report: computes each figure anew, by our own definitions and from the snapshot that it names, and compares.
 * SQL that stands in the file is never run. Throws HY-V-001 where the file is no report of ours, HY-V-003 where the
 * snapshot is missing.
 */
export async function verifyReport(request: { published: string; file: string }): Promise<VerifiedReport> {
  const { published, file } = request
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new HuiyinError('HY-V-001', { file, reason: messageOf(cause) }, { cause })
  })
  const { manifest, attachments } = await readManifest(file, bytes)
  await using snapshot = await openSnapshot(published, manifest.run.run_id)
  const { unit, name } = manifest.period
  const period = reportPeriod(unit, name, snapshot.run)
  const { figures } = await prepareReport(snapshot, manifest.definition, period)
  const hash = sha256(bytes)
  const issued = await listIssued(published)
  return {
    file,
    report: manifest.definition.report,
    locale: manifest.locale,
    period: name,
    runId: snapshot.run.runId,
    sha256: hash,
    issued: issued.some((entry) => entry.sha256 === hash),
    figures: compareFigures(manifest, figures, attachments),
  }
}

async function readManifest(file: string, bytes: Uint8Array) {
  const attachments = await readAttachments(bytes).catch((cause: unknown) => {
    throw new HuiyinError('HY-V-001', { file, reason: messageOf(cause) }, { cause })
  })
  const text = attachments.get(MANIFEST)
  if (text === undefined) throw new HuiyinError('HY-V-001', { file, reason: `no attachment ${MANIFEST}` })
  const manifest = parseManifest(new TextDecoder().decode(text))
  if (manifest === undefined) throw new HuiyinError('HY-V-001', { file, reason: `${MANIFEST} cannot be read` })
  return { manifest, attachments }
}

function compareFigures(
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
  const difference = { where: 'sha256' as const, reported: expected, recomputed: got }
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
  if (wrong !== undefined) return { where: 'sha256', reported: wrong, recomputed: figure.sha256 }
  const expected = new TextEncoder().encode(figureCsv(figure.rows))
  if (csv !== undefined && Buffer.compare(csv, expected) === 0) return null
  return { where: 'attachment', reported: csv === undefined ? null : sha256(csv), recomputed: sha256(expected) }
}

function firstDifference(reported: readonly FigureRow[], recomputed: readonly FigureRow[]): Difference | null {
  for (const [index, row] of recomputed.entries()) {
    const other = reported[index]
    if (other === undefined) break
    for (const column of new Set([...Object.keys(row), ...Object.keys(other)])) {
      const [stated, got] = [other[column] ?? null, row[column] ?? null]
      if (stated !== got) return { where: { row: index + 1, column }, reported: stated, recomputed: got }
    }
  }
  return reported.length === recomputed.length
    ? null
    : { where: 'rows', reported: reported.length, recomputed: recomputed.length }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
