import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseEntity } from '../../../../pipelines/load/propose/choose-entity.ts'
import { entities } from '../../../../pipelines/load/propose/entity-fields.ts'
import { type Look, lookAtFile } from '../../../../pipelines/load/propose/look.ts'
import type { Proposal } from '../../../../pipelines/load/propose/proposal.ts'
import { propose } from '../../../../pipelines/load/propose/propose.ts'

export const ENTITIES = entities()

/** A file of its own folder, so that its name can be anything. */
export async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'huiyin-map-')), name)
  await writeFile(file, content)
  return file
}

/** CSV text of a header and rows; cells hold no comma. */
export function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => `${row.join(',')}\n`).join('')
}

/** As many rows as wanted, by number. */
export function rowsOf(count: number, row: (n: number) => string[]): string[][] {
  return Array.from({ length: count }, (_row, n) => row(n))
}

/** A look at a file, or at a new one of this name and content. */
export async function lookAt(name: string, content?: string | Uint8Array): Promise<Look> {
  return lookAtFile(content === undefined ? name : await fileOf(name, content), ENTITIES, 'Asia/Shanghai')
}

export function proposalFor(look: Look, answers: Readonly<Record<string, string>> = {}): Proposal {
  return propose(look, chooseEntity(look, ENTITIES), { source: 'test', answers: new Map(Object.entries(answers)) })
}

export async function proposalOf(
  name: string,
  content: string | Uint8Array,
  answers: Readonly<Record<string, string>> = {},
): Promise<Proposal> {
  return proposalFor(await lookAt(name, content), answers)
}

/** Column → field of what is sure. */
export function sureFields(proposal: Proposal): Record<string, string> {
  return Object.fromEntries(proposal.columns.flatMap(({ name, field }) => (field === null ? [] : [[name, field]])))
}
