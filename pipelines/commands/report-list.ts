import { message } from '../core/messages.ts'
import { openWorkspace } from '../core/workspace.ts'
import { listIssued, listSealed } from '../warehouse/issued-reports.ts'
import type { CommandContext } from './context.ts'
import { textTable } from './text-table.ts'

const COLUMNS = ['id', 'issued_at', 'report', 'period', 'locale', 'file', 'sealed_by'] as const
/** Digits of the hash that tell an issued report from others. */
const ID_DIGITS = 12

/** `huiyin report list`: what was issued and when, its hash, and who sealed it. */
export async function listReports(context: CommandContext): Promise<number> {
  const { published } = (await openWorkspace(context.folder)).paths
  const sealed = await listSealed(published)
  const reports = (await listIssued(published)).map((entry) => {
    const line = [entry.sha256]
    const signatures = []
    for (const seal of sealed) {
      if (!line.includes(seal.of)) continue
      line.push(seal.sha256)
      signatures.push({
        role: seal.role,
        name: seal.name,
        at: seal.sealed_at,
        certificate: seal.certificate,
        sha256: seal.sha256,
      })
    }
    return { id: entry.sha256.slice(0, ID_DIGITS), ...entry, signatures }
  })
  context.answer({ reports })
  const say = (key: string) => message(context.locale, 'seal', key)
  if (reports.length === 0) context.line(say('list.none'))
  const rows = reports.map(({ signatures, ...entry }) => {
    const names = signatures.map(({ role, name }) => `${say(`roles.${role}`)}: ${name}`)
    const sealedBy = names.length === 0 ? say('draft') : names.join(', ')
    return [entry.id, entry.issued_at, entry.report, entry.period ?? '', entry.locale, entry.file, sealedBy]
  })
  if (reports.length > 0) context.line(textTable([COLUMNS.map((column) => say(`list.${column}`)), ...rows]))
  return 0
}
