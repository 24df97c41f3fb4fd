import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { message } from '../core/messages.ts'
import { openWorkspace, type Workspace } from '../core/workspace.ts'
import { readSealKey, type SealKeySource } from '../report/seal/read-seal-key.ts'
import { isRole, ROLES } from '../report/seal/roles.ts'
import { sealIssued } from '../report/seal/seal-issued.ts'
import { workspaceKeySource } from '../report/seal/workspace-seal.ts'
import { type CommandContext, type CommandOptions, textOption } from './context.ts'

/** Signs a report's PDF in place, as one role, and enters who did it in the ledger. */
export default async function seal(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const workspace = await openWorkspace(context.folder)
  const role = textOption(options, 'role') ?? 'author'
  if (!isRole(role)) throw wrong(`--role ${role}: expected ${ROLES.join(', ')}`)
  const path = resolve(args[0] ?? '')
  const pdf = await readFile(path).catch((cause: Error) => {
    throw new HuiyinError('HY-V-001', { file: path, reason: cause.message }, { cause })
  })
  const source = keySource(workspace, options)
  if (source === undefined) throw wrong('--p12: expected a PKCS#12 file')
  const key = await readSealKey(source, context.effects.env)
  const { published } = workspace.paths
  const sealed = await sealIssued({ published, path, pdf, role, key, now: context.effects.now() })
  const level = key.timeStampUrl === undefined ? 'PAdES B-B' : 'PAdES B-T'
  const name = sealed.certificate?.name ?? ''
  context.answer({ file: path, role, name, level, certificate: sealed.certificate?.fingerprint, sha256: sealed.sha256 })
  const title = message(context.locale, 'seal', `roles.${role}`)
  context.line(message(context.locale, 'seal', 'sealed', { name, role: title, level, file: path }))
  return 0
}

/** As the options say, else as huiyin.yaml does. */
function keySource(workspace: Workspace, options: CommandOptions): SealKeySource | undefined {
  const settings = workspaceKeySource(workspace)
  const timeStampUrl = textOption(options, 'timeStamp') ?? settings?.timeStampUrl
  const p12 = textOption(options, 'p12')
  if (p12 === undefined) return settings && { ...settings, timeStampUrl }
  const passwordFile = textOption(options, 'passwordFile')
  return {
    p12: resolve(p12),
    passwordEnv: textOption(options, 'passwordEnv'),
    passwordFile: passwordFile && resolve(passwordFile),
    timeStampUrl,
  }
}

function wrong(reason: string): HuiyinError {
  return new HuiyinError('HY-C-001', { reason, usage: 'huiyin seal' })
}
