import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, dirname, matchesGlob, relative, resolve } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { message } from '../core/messages.ts'
import { type Source, sourceSchema, withGrain } from '../core/source-schema.ts'
import { openWorkspace, type Workspace } from '../core/workspace.ts'
import { writeFileAtomically } from '../core/write-file.ts'
import { readYamlFile } from '../core/yaml-file.ts'
import { askQuestions } from '../load/propose/ask-questions.ts'
import { checkMapping, isFit } from '../load/propose/check-mapping.ts'
import { checkTexts } from '../load/propose/check-text.ts'
import { chooseEntity } from '../load/propose/choose-entity.ts'
import { type Entity, entities } from '../load/propose/entity-fields.ts'
import { lookAtFile } from '../load/propose/look.ts'
import { mappingYaml } from '../load/propose/mapping-yaml.ts'
import type { Proposal } from '../load/propose/proposal.ts'
import { evidenceText, openTexts, unmappedTexts } from '../load/propose/proposal-text.ts'
import type { Declared } from '../load/propose/sample-rows.ts'
import { type Target, targetFile } from '../load/propose/target-file.ts'
import { openDialogue } from '../load/propose/terminal-dialogue.ts'
import { type CommandContext, type CommandOptions, textOption } from './context.ts'
import { textTable } from './text-table.ts'

/**
 * Proposes the mapping of one export and writes what is sure of it, or with --check tests a mapping. A person on a
 * terminal is asked for the rest; --json asks nothing, and writes with --yes or --out only.
 */
export default async function map(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const workspace = await openWorkspace(context.folder)
  const file = resolve(args.at(-1) ?? '')
  if (!existsSync(file)) throw new HuiyinError('HY-L-001', { file, reason: 'ENOENT' })
  if (options['check'] === true) return check(context, workspace, args, file)
  if (args.length > 1) throw new HuiyinError('HY-C-001', { reason: args.join(' '), usage: 'huiyin map' })
  const known = entities()
  const entity = entityOption(options, known)
  const look = await lookAtFile(file, known, workspace.settings.timezone, declaredOption(options))
  const choice = chooseEntity(look, known)
  const isWriting = options['json'] !== true || options['yes'] === true || textOption(options, 'out') !== undefined
  const likely = entity ?? choice.scores[0]?.entity.name ?? ''
  const target = isWriting ? targetFile(workspace, file, likely, textOption(options, 'out')) : undefined
  const given = { ...(entity === undefined ? {} : { entity }), source: target?.source ?? likely }
  const first = await askQuestions(look, choice, given, async () => undefined)
  showProposal(context, first)
  const isAsking = options['json'] !== true && options['yes'] !== true && process.stdin.isTTY === true
  if (!isAsking) return write(context, first, target)
  using dialogue = openDialogue(process.stdin, process.stderr, context.locale)
  return write(context, await askQuestions(look, choice, given, dialogue.ask), target)
}

function declaredOption(options: CommandOptions): Declared {
  const encoding = textOption(options, 'encoding')
  if (encoding === undefined) return {}
  const parsed = sourceSchema.shape.encoding.safeParse(encoding.toLowerCase())
  if (parsed.success) return parsed.data === undefined ? {} : { encoding: parsed.data }
  const expected = sourceSchema.shape.encoding.unwrap().options.join(', ')
  throw new HuiyinError('HY-C-001', { reason: `--encoding ${encoding}: expected ${expected}`, usage: 'huiyin map' })
}

function entityOption(options: CommandOptions, known: readonly Entity[]): string | undefined {
  const entity = textOption(options, 'entity')
  if (entity === undefined || known.some(({ name }) => name === entity)) return entity
  const expected = known.map(({ name }) => name).join(', ')
  throw new HuiyinError('HY-C-001', { reason: `--entity ${entity}: expected ${expected}`, usage: 'huiyin map' })
}

/** Writes what is sure or was chosen, where it is enough to load a record. */
async function write(context: CommandContext, proposal: Proposal, target: Target | undefined): Promise<number> {
  const isEnough = proposal.isEntitySure && proposal.missing.length === 0
  if (isEnough && target !== undefined) {
    const yaml = mappingYaml(proposal, context.locale)
    await mkdir(dirname(target.path), { recursive: true })
    await writeFileAtomically(target.path, yaml)
    context.say('wrote', { file: relative(process.cwd(), target.path) })
    context.say('map.next', { source: target.source, file: proposal.file })
  }
  context.answer({ ...proposal, written: isEnough ? (target?.path ?? null) : null })
  if (isEnough) return 0
  const missing = [...(proposal.isEntitySure ? [] : ['entity']), ...proposal.missing].join(', ')
  const { file, entity } = proposal
  const error = new HuiyinError('HY-L-013', { file, entity, missing })
  process.stderr.write(`${context.explain(error)}\n`)
  return error.exitStatus
}

function showProposal(context: CommandContext, proposal: Proposal): void {
  const { locale } = context
  const { file, records, headerLine: line, entity } = proposal
  context.say('map.looked', { file, records, line })
  if (proposal.member !== null) context.say('map.member', { member: proposal.member })
  if (proposal.encodingEvidence !== null) context.say('map.encoding', { evidence: proposal.encodingEvidence })
  const title = message(locale, 'catalogue', `entities.${entity}`)
  context.say(proposal.isEntitySure ? 'map.entity' : 'map.entity_open', { entity, title })
  const rows = proposal.columns.flatMap(({ field, name, evidence }) =>
    field === null ? [] : [[`  ${field}`, name, evidenceText(evidence, locale)]],
  )
  if (rows.length > 0) context.say('map.sure')
  context.line(textTable(rows))
  const unmapped = unmappedTexts(proposal.columns, locale)
  if (unmapped.length > 0) context.say('map.unmapped')
  for (const text of unmapped) context.line(`  ${text}`)
  const open = openTexts(proposal, locale)
  if (open.length > 0) context.say('map.open')
  for (const text of open) context.line(`  ${text}`)
}

async function check(
  context: CommandContext,
  workspace: Workspace,
  args: readonly string[],
  file: string,
): Promise<number> {
  const source = await mappingFor(workspace, args.length > 1 ? args[0] : undefined, basename(file))
  const result = await checkMapping(file, source, workspace.settings.timezone, context.effects.now())
  const { before, table, after } = checkTexts(result, context.locale)
  for (const line of before) context.line(line)
  context.line(textTable(table))
  if (result.refused !== null) context.line(context.explain(result.refused))
  for (const line of after) context.line(line)
  const refused = result.refused && { code: result.refused.code, details: result.refused.details }
  context.answer({ ...result, refused, fits: isFit(result) })
  return isFit(result) ? 0 : 1
}

/** The source by name or by its file, or the only one that fits the file's name. Throws HY-L-005 otherwise. */
async function mappingFor(workspace: Workspace, wanted: string | undefined, name: string): Promise<Source> {
  if (wanted !== undefined && /\.ya?ml$/.test(wanted))
    return withGrain(await readYamlFile(resolve(wanted), sourceSchema))
  const fitting = workspace.sources.filter((source) =>
    wanted === undefined ? source.files.some((pattern) => matchesGlob(name, pattern)) : source.source === wanted,
  )
  const [only] = fitting
  if (only !== undefined && fitting.length === 1) return only
  const all = fitting.length > 1 ? fitting : workspace.sources
  const expected = all.map((source) => `${source.source} (${source.files.join(', ')})`).join('; ') || '-'
  throw new HuiyinError('HY-L-005', { file: name, found: fitting.length, expected })
}
