import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { message } from '../core/messages.ts'
import { VERSION } from '../core/version.ts'
import { openWorkspace, type Workspace } from '../core/workspace.ts'
import type { VerifiedFigure } from '../report/verify/compare-figures.ts'
import type { Finding } from '../report/verify/findings.ts'
import { type VerifiedReport, verifyReport } from '../report/verify-report.ts'
import type { CommandContext } from './context.ts'

/** Status 0 only where everything is as it was issued. What is not is said in words, and with --json one by one. */
export default async function verify(context: CommandContext, args: readonly string[]): Promise<number> {
  const workspace = await openWorkspace(context.folder)
  const file = resolve(args[0] ?? '')
  const { published } = workspace.paths
  const verified = await verifyReport({ published, file, trusted: await trustedCertificates(workspace) })
  context.answer(answerOf(verified))
  const isProven = verified.findings.length === 0
  if (isProven) sayProven(context, verified)
  else {
    const figures = describeAll(context, verified).join('; ')
    context.line(context.explain(new HuiyinError('HY-V-002', { file, figures })))
  }
  return isProven ? 0 : 1
}

async function trustedCertificates({ folder, settings }: Workspace): Promise<string[]> {
  return await Promise.all(
    (settings.seal?.trusted ?? []).map((path) =>
      readFile(resolve(folder, path), 'utf8').catch((cause: Error) => {
        throw new HuiyinError('HY-E-001', { file: path, reason: cause.message }, { cause })
      }),
    ),
  )
}

function answerOf(verified: VerifiedReport): object {
  const { runId, signatures, figures, ...rest } = verified
  return {
    ...rest,
    ok: verified.findings.length === 0,
    run_id: runId,
    signatures: signatures.map(({ field, certificate, claimedAt, timeStamp, problem }) => ({
      role: field,
      name: certificate?.name ?? null,
      certificate: certificate?.fingerprint ?? null,
      signed_at: claimedAt ?? null,
      time_stamp: timeStamp === undefined ? null : { at: timeStamp.at, authority: timeStamp.authority.name },
      problem,
    })),
    figures: figures.map(({ ref, title, ok, expected, got, difference }) => ({
      ref,
      title,
      ok,
      expected,
      got,
      difference,
    })),
  }
}

function sayProven(context: CommandContext, verified: VerifiedReport): void {
  const { file, figures, runId, signatures, redefined } = verified
  context.say('verified', { file, figures: figures.length, run: runId })
  if (redefined.length > 0)
    context.line(message(context.locale, 'seal', 'verify.definitions_then', { metrics: redefined.join(', ') }))
  for (const { field, certificate, timeStamp } of signatures) {
    const role = message(context.locale, 'seal', `roles.${field}`)
    const key = timeStamp === undefined ? 'holds' : 'holds_at'
    const at = timeStamp?.at.toISOString() ?? ''
    context.line(message(context.locale, 'seal', `verify.${key}`, { role, name: certificate?.name ?? '', at }))
  }
  if (signatures.length === 0) context.line(message(context.locale, 'seal', 'verify.unsigned'))
}

/** What is not as it was issued, each figure with the first place in it that differs. */
function describeAll(context: CommandContext, verified: VerifiedReport): string[] {
  const { findings, figures, redefined, definitions, program } = verified
  const say = (key: string, values: Record<string, string | number>) =>
    message(context.locale, 'seal', `verify.${key}`, values)
  const texts = findings.filter(({ kind }) => kind !== 'figures').map((finding) => say(finding.kind, valuesOf(finding)))
  const wrong = figures.filter(({ ok }) => !ok).map((figure) => describe(context, figure))
  if (wrong.length === 0) return texts
  const key = definitions === 'then' ? 'definitions_then' : 'redefined'
  const metrics = redefined.length === 0 ? [] : [say(key, { metrics: redefined.join(', ') })]
  const versions = program === VERSION ? [] : [say('other_program', { made: program, today: VERSION })]
  return [...texts, ...wrong, ...metrics, ...versions]
}

function valuesOf(finding: Finding): Record<string, string | number> {
  return { ...finding }
}

/** The figure, and the first place in it that differs, with both values and by how much. */
function describe({ locale }: CommandContext, { ref, title, difference }: VerifiedFigure): string {
  if (difference === null) return ref
  const { where, reported, recomputed, delta } = difference
  const values = { ref, title, reported: String(reported), recomputed: String(recomputed), delta: signed(delta) }
  if (where === 'rows') return message(locale, 'report', 'verify.difference_rows', values)
  if (typeof where === 'string') return message(locale, 'report', `verify.difference_${where}`, values)
  const key = delta === null ? 'difference' : 'difference_by'
  return message(locale, 'report', `verify.${key}`, { ...values, ...where })
}

/** Such as `+12`; without the digits that arithmetic in binary adds. */
function signed(delta: number | null): string {
  if (delta === null) return ''
  const text = String(Number(delta.toPrecision(12)))
  return delta > 0 ? `+${text}` : text
}
