import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { HuiyinError, reasonOf } from '../core/errors.ts'
import { message } from '../core/messages.ts'
import { openWorkspace } from '../core/workspace.ts'
import { readAttachments } from '../report/archive/attach-files.ts'
import { MANIFEST, type Manifest, parseManifest } from '../report/manifest.ts'
import { compareIssued, type Restatement } from '../report/restatement/compare-issued.ts'
import { keptManifest, listIssued } from '../warehouse/issued-reports.ts'
import type { CommandContext } from './context.ts'

/** Values told of a figure; the rest is counted, and in the answer with --json. */
const MOST_CELLS = 5

/** `huiyin report compare FILE|ID`: what an issued report said against what the data say now. */
export async function compareReport(context: CommandContext, subject: string, runId?: string): Promise<number> {
  const { published } = (await openWorkspace(context.folder)).paths
  const restatement = await compareIssued(published, await manifestOf(published, subject), runId)
  context.answer(restatement)
  for (const line of linesOf(context, restatement)) context.line(line)
  return 0
}

/** Of a file, or of the ledger's entry whose hash begins so. Throws HY-V-001. */
async function manifestOf(published: string, subject: string): Promise<Manifest> {
  const entry = (await listIssued(published)).findLast(
    ({ sha256 }) => subject.length >= 6 && sha256.startsWith(subject),
  )
  const text =
    entry?.manifest === undefined
      ? await attachedManifest(resolve(subject))
      : await keptManifest(published, entry.manifest)
  const manifest = text === undefined ? undefined : parseManifest(text)
  if (manifest === undefined) throw new HuiyinError('HY-V-001', { file: subject, reason: MANIFEST })
  return manifest
}

async function attachedManifest(file: string): Promise<string | undefined> {
  try {
    const data = (await readAttachments(await readFile(file))).get(MANIFEST)
    return data === undefined ? undefined : new TextDecoder().decode(data)
  } catch (cause) {
    const reason = reasonOf(cause)
    throw new HuiyinError('HY-V-001', { file, reason }, { cause })
  }
}

function linesOf({ locale }: CommandContext, restatement: Restatement): string[] {
  const say = (key: string, values: Record<string, string | number> = {}) =>
    message(locale, 'seal', `compare.${key}`, values)
  const { figures, rows, redefined, issued, current, report, period } = restatement
  const lines = [say('title', { report, period, issued: issued.as_of, current: current.as_of })]
  for (const [fact, counts] of Object.entries(rows ?? {})) lines.push(say(`rows_${fact}`, { ...counts }))
  if (rows === null) lines.push(say('no_snapshot', { run: issued.run }))
  if (redefined.length > 0) lines.push(say('redefined', { metrics: redefined.join(', ') }))
  if (figures.length === 0) lines.push(say('same'))
  for (const { ref, title, reasons, cells } of figures) {
    lines.push(`${ref} ${title} (${reasons.map((reason) => say(`reasons.${reason}`)).join(', ')})`)
    for (const { row, column, said, now } of cells.slice(0, MOST_CELLS)) {
      lines.push(`   ${row} · ${column}: ${said ?? '–'} → ${now ?? '–'}`)
    }
    if (cells.length > MOST_CELLS) lines.push(`   ${say('more', { count: cells.length - MOST_CELLS })}`)
  }
  return lines
}
