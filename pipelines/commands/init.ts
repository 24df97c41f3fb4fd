import { existsSync, readdirSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { HuiyinError } from '../core/errors.ts'
import { settingsSchema } from '../core/settings-schema.ts'
import { openWorkspace } from '../core/workspace.ts'
import { makeFolder, writeFileAtomically } from '../core/write-file.ts'
import { type CommandContext, type CommandOptions, textOption } from './context.ts'

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url))

export default async function init(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const folder = resolve(args[0] ?? context.folder)
  await makeWorkspace(folder, textOption(options, 'from'), {
    name: textOption(options, 'name'),
    timezone: textOption(options, 'timezone'),
    locale: context.locale,
  })
  context.say('made_workspace', { folder })
  context.answer({ workspace: folder })
  return 0
}

/**
 * Makes a workspace, with the settings of an example or with plain ones and the default time limits.
 * Throws HY-C-005 where the folder holds one already, HY-C-001 where there is no such example.
 */
export async function makeWorkspace(
  folder: string,
  example: string | undefined,
  plain: { name?: string | undefined; timezone?: string | undefined; locale: string },
): Promise<void> {
  if (existsSync(join(folder, 'huiyin.yaml'))) throw new HuiyinError('HY-C-005', { folder, found: 'huiyin.yaml' })
  await makeFolder(folder)
  await mkdir(join(folder, 'sources'), { recursive: true })
  const from = example === undefined ? join(EXAMPLES, 'retailer') : exampleFolder(example)
  await cp(join(from, 'norms'), join(folder, 'norms'), { recursive: true })
  if (example === undefined) {
    const settings = {
      name: plain.name ?? '质量管理部',
      timezone: plain.timezone ?? 'Asia/Shanghai',
      locale: plain.locale,
    }
    const checked = settingsSchema.safeParse(settings)
    if (!checked.success)
      throw new HuiyinError('HY-C-001', { reason: checked.error.issues[0]?.message ?? '', usage: 'huiyin init' })
    await writeFileAtomically(join(folder, 'huiyin.yaml'), stringify(settings))
  } else {
    for (const part of ['sources', 'reports'])
      if (existsSync(join(from, part))) await cp(join(from, part), join(folder, part), { recursive: true })
    await cp(join(from, 'huiyin.yaml'), join(folder, 'huiyin.yaml'))
  }
  await openWorkspace(folder)
}

function exampleFolder(name: string): string {
  const names = readdirSync(EXAMPLES)
  if (!names.includes(name))
    throw new HuiyinError('HY-C-001', { reason: `--from ${name}: expected ${names.join(', ')}`, usage: 'huiyin init' })
  return join(EXAMPLES, name)
}
