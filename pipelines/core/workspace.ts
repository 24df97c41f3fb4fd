import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { HuiyinError } from './errors.ts'
import type { Locale } from './locale.ts'
import { type Norm, normSchema } from './norm-schema.ts'
import { type Settings, settingsSchema } from './settings-schema.ts'
import { type Source, sourceSchema, withGrain } from './source-schema.ts'
import { makeFolder } from './write-file.ts'
import { readYamlFile } from './yaml-file.ts'

/** The department's folder: paths of its parts, and its settings, all checked. */
export interface Workspace {
  readonly folder: string
  readonly settings: Settings
  readonly sources: readonly Source[]
  readonly norms: readonly Norm[]
  readonly paths: WorkspacePaths
}

export interface WorkspacePaths {
  readonly inbox: string
  readonly archive: string
  readonly warehouse: string
  readonly published: string
  readonly reports: string
  readonly out: string
  readonly logs: string
  readonly maskingKey: string
}

/** Opens the workspace in `folder`. Throws HY-C-002 where there is none, HY-C-003/004 where a settings file is wrong. */
export async function openWorkspace(folder: string): Promise<Workspace> {
  const root = resolve(folder)
  const settingsFile = join(root, 'huiyin.yaml')
  if (!existsSync(settingsFile)) throw new HuiyinError('HY-C-002', { folder: root })
  const [settings, sources, norms] = await Promise.all([
    readYamlFile(settingsFile, settingsSchema),
    readFolder(join(root, 'sources'), async (file) => withGrain(await readYamlFile(file, sourceSchema))),
    readFolder(join(root, 'norms'), (file) => readYamlFile(file, normSchema)),
  ])
  refuseTwins(sources)
  const paths = workspacePaths(root)
  await Promise.all([paths.inbox, paths.archive, paths.published, paths.out, paths.logs].map(makeFolder))
  return { folder: root, settings, sources, norms, paths }
}

function workspacePaths(root: string): WorkspacePaths {
  return {
    inbox: join(root, 'inbox'),
    archive: join(root, 'archive'),
    warehouse: join(root, 'warehouse.duckdb'),
    published: join(root, 'published'),
    reports: join(root, 'reports'),
    out: join(root, 'out'),
    logs: join(root, 'logs'),
    maskingKey: join(root, 'masking.key'),
  }
}

/** A text of the settings that may be given once or in three languages. */
export function inLocale(text: string | Record<Locale, string>, locale: Locale): string {
  return typeof text === 'string' ? text : text[locale]
}

async function readFolder<Item>(folder: string, read: (file: string) => Promise<Item>): Promise<Item[]> {
  if (!existsSync(folder)) return []
  const files = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort()
  return Promise.all(files.map((name) => read(join(folder, name))))
}

function refuseTwins(sources: readonly Source[]): void {
  const seen = new Set<string>()
  for (const { source } of sources) {
    if (seen.has(source)) {
      throw new HuiyinError('HY-C-003', {
        file: 'sources/',
        key: 'source',
        expected: `one file only for ${source}`,
        others: 0,
      })
    }
    seen.add(source)
  }
}
