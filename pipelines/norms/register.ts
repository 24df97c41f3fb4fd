import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { inAllLocales } from '../core/locale.ts'
import type { Norm } from '../core/norm-schema.ts'
import { inLocale } from '../core/workspace.ts'
import { readYamlFile } from '../core/yaml-file.ts'
import { type LocalisedText, type RegisteredRequirement, sectionSchema } from './register-schema.ts'

/** One row of the register: of the product, or a clause of the workspace's own. */
export interface Requirement extends Omit<RegisteredRequirement, 'clause'> {
  /** `A` to `N`; `own` for the workspace's clauses. */
  readonly section: string
  readonly clause: readonly string[]
  /** Metrics that an own clause names; a registered one is named by the metrics. */
  readonly metrics: readonly string[]
}

export interface Section {
  readonly section: string
  readonly title: LocalisedText
}

export interface Register {
  readonly sections: readonly Section[]
  readonly requirements: readonly Requirement[]
}

const FOLDER = fileURLToPath(new URL('../../norms/', import.meta.url))
let register: Promise<Register> | undefined

/** What the norms oblige, R001 to R273 in their order, from `norms/*.yaml`. Throws HY-C-003 where a file is wrong. */
export function normRegister(): Promise<Register> {
  register ??= readRegister()
  return register
}

/** The workspace's own clauses in the shape of the register's rows. */
export function ownRequirements(clauses: Norm['clauses']): Requirement[] {
  return clauses.map(({ id, clause, title, content, metrics, checks, complete, breakdown, needs }) => ({
    id,
    section: 'own',
    clause,
    title: inEveryLocale(title),
    content: inEveryLocale(content),
    metrics,
    needs,
    measured_by: { complete, breakdown, checks, slices: [], tables: [] },
    choices: [],
  }))
}

async function readRegister(): Promise<Register> {
  const names = (await readdir(FOLDER)).filter((name) => /^[a-n]-.*\.yaml$/.test(name)).sort()
  const files = await Promise.all(names.map((name) => readYamlFile(`${FOLDER}${name}`, sectionSchema)))
  return {
    sections: files.map(({ section, title }) => ({ section, title })),
    requirements: files.flatMap(({ section, requirements }) =>
      requirements.map((requirement) => ({ ...requirement, section, metrics: [] })),
    ),
  }
}

function inEveryLocale(text: Parameters<typeof inLocale>[0]): LocalisedText {
  return inAllLocales((locale) => inLocale(text, locale))
}
