import { resolve } from 'node:path'
import type { Workspace } from '../../core/workspace.ts'
import { readSealKey, type SealKeySource } from './read-seal-key.ts'
import type { Role } from './roles.ts'
import type { SealKey } from './seal-pdf.ts'

/** Where huiyin.yaml says that the certificate is; its paths start at the workspace. */
export function workspaceKeySource({ folder, settings }: Workspace): SealKeySource | undefined {
  const { seal } = settings
  if (seal === undefined) return undefined
  return {
    p12: resolve(folder, seal.p12),
    passwordEnv: seal.password_env,
    passwordFile: seal.password_file === undefined ? undefined : resolve(folder, seal.password_file),
    timeStampUrl: seal.time_stamp,
  }
}

/** The author's seal of a workspace, for reports as they are issued; undefined without a certificate. Throws HY-E-001. */
export async function workspaceSeal(
  workspace: Workspace,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ role: Role; key: SealKey } | undefined> {
  const source = workspaceKeySource(workspace)
  return source && { role: 'author', key: await readSealKey(source, env) }
}
