import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { message } from '../core/messages.ts'
import { openWorkspace } from '../core/workspace.ts'
import { makeFolder, writeFileAtomically } from '../core/write-file.ts'
import { makeTemplate } from '../template/template.ts'
import { templateEntities, templateFields } from '../template/template-fields.ts'
import { type CommandContext, type CommandOptions, textOption } from './context.ts'
import { textTable } from './text-table.ts'

/**
 * Without an entity lists them. With one, writes its workbook to --out (else to the workspace's out/), and the mapping
 * that loads it to the workspace's sources/, or beside the workbook where there is no workspace.
 */
export default async function template(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const [entity] = args
  if (entity === undefined) return listEntities(context)
  const { name, workbook, mapping } = makeTemplate(entity, context.locale)
  const folders = await targetFolders(context.folder, textOption(options, 'out'))
  const files = [
    { path: join(folders.workbook, `${name}.xlsx`), data: workbook },
    { path: join(folders.mapping, `${name}.yaml`), data: new TextEncoder().encode(mapping) },
  ]
  for (const { path, data } of files) await refuseOther(path, data)
  for (const { path, data } of files) {
    await makeFolder(dirname(path))
    await writeFileAtomically(path, data)
    context.say('wrote', { file: path })
  }
  const [book, map] = files
  context.answer({ entity, locale: context.locale, workbook: book?.path, mapping: map?.path })
  return 0
}

function listEntities(context: CommandContext): number {
  const { locale } = context
  const entities = templateEntities().map((entity) => {
    const fields = templateFields(entity)
    const required = fields.filter((field) => field.isRequired).map((field) => field.name)
    return { entity, title: message(locale, 'catalogue', `entities.${entity}`), fields: fields.length, required }
  })
  context.answer({ entities })
  context.line(textTable(entities.map(({ entity, title, required }) => [entity, title, required.join(', ')])))
  return 0
}

async function targetFolders(folder: string, out: string | undefined): Promise<{ workbook: string; mapping: string }> {
  if (out !== undefined && !existsSync(join(resolve(folder), 'huiyin.yaml'))) {
    return { workbook: resolve(out), mapping: join(resolve(out), 'sources') }
  }
  const workspace = await openWorkspace(folder)
  return { workbook: resolve(out ?? workspace.paths.out), mapping: join(workspace.folder, 'sources') }
}

/** A workbook that somebody has filled in, or a mapping that somebody has changed, is never written over: HY-C-005. */
async function refuseOther(path: string, data: Uint8Array): Promise<void> {
  if (!existsSync(path)) return
  if (Buffer.compare(await readFile(path), data) === 0) return
  throw new HuiyinError('HY-C-005', { folder: dirname(path), found: path.slice(dirname(path).length + 1) })
}
