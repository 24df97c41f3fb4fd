import { resolve } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { message } from '../core/messages.ts'
import { openWorkspace } from '../core/workspace.ts'
import { type VerifiedFigure, verifyReport } from '../report/verify-report.ts'
import type { CommandContext } from './context.ts'

/** Status 0 only where every figure agrees and the file is, byte for byte, one that was issued. */
export default async function verify(context: CommandContext, args: readonly string[]): Promise<number> {
  const workspace = await openWorkspace(context.folder)
  const file = resolve(args[0] ?? '')
  const verified = await verifyReport({ published: workspace.paths.published, file })
  const wrong = verified.figures.filter((figure) => !figure.ok)
  if (wrong.length > 0) {
    const figures = wrong.map((figure) => describe(context, figure)).join('; ')
    throw new HuiyinError('HY-V-002', { file, figures })
  }
  const { runId, issued, figures } = verified
  context.answer({
    file,
    report: verified.report,
    locale: verified.locale,
    period: verified.period,
    run_id: runId,
    sha256: verified.sha256,
    issued,
    figures: figures.map(({ ref, title, ok, expected, got }) => ({ ref, title, ok, expected, got })),
  })
  if (issued) context.say('verified', { file, figures: figures.length, run: runId })
  else context.line(message(context.locale, 'report', 'verify.not_issued', { file }))
  return issued ? 0 : 1
}

/** The figure, and the first place in it that differs, with both values. */
function describe({ locale }: CommandContext, { ref, title, difference }: VerifiedFigure): string {
  if (difference === null) return ref
  const { where, reported, recomputed } = difference
  const values = { ref, title, reported: String(reported), recomputed: String(recomputed) }
  if (where === 'rows') return message(locale, 'report', 'verify.difference_rows', values)
  if (typeof where === 'string') return message(locale, 'report', `verify.difference_${where}`, values)
  return message(locale, 'report', 'verify.difference', { ...values, ...where })
}
