import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EXIT_STATUS } from '../pipelines/core/errors.ts'
import { LOCALES } from '../pipelines/core/locale.ts'
import { findMessage, type MessageArea, messageTree } from '../pipelines/core/messages.ts'
import { dimensionCatalogue, metricCatalogue } from '../pipelines/metrics/catalogue.ts'

const root = resolve(import.meta.dirname, '..')
const files = globSync('pipelines/**/*.ts', { cwd: root, exclude: ['**/*.d.ts'] }).map((file) =>
  file.replaceAll('\\', '/'),
)
const SHARED = ['core', 'warehouse', 'metrics', 'norms', 'charts']

/** The files that a file imports, by static and by dynamic import. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    relative(root, resolve(root, dirname(file), match[1] ?? '')).replaceAll('\\', '/'),
  )
}

describe('walls', () => {
  test('stages do not import each other, and shared folders import no stage', () => {
    const breaches = files.flatMap((file) => {
      const [, stage = ''] = file.split('/')
      if (stage.endsWith('.ts') || stage === 'commands') return []
      return importsOf(file)
        .filter((imported) => {
          const [top, target = ''] = imported.split('/')
          if (top !== 'pipelines' || target === stage) return false
          const order = SHARED.indexOf(stage)
          return order === -1 ? !SHARED.includes(target) : !SHARED.slice(0, order).includes(target)
        })
        .map((imported) => `${file} → ${imported}`)
    })
    // The metrics' query and row types belong to a snapshot's run; the warehouse never imports metrics.
    expect(breaches).toEqual([])
  })

  test('nothing imports the command line', () => {
    const breaches = files
      .filter((file) => file !== 'pipelines/cli.ts' && !file.startsWith('pipelines/commands/'))
      .filter((file) => importsOf(file).some((imported) => /pipelines\/(cli\.ts|commands\/)/.test(imported)))
    expect(breaches).toEqual([])
  })

  test('there is no cycle of imports', () => {
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      if (done.has(file) || path.includes(file)) return
      for (const imported of importsOf(file)) if (files.includes(imported)) visit(imported, [...path, file])
      done.add(file)
    }
    for (const file of files) visit(file, [])
    expect(cycles).toEqual([])
  })
})

describe('messages', () => {
  const keysOf = (tree: object, prefix = ''): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'object' ? keysOf(value as object, `${prefix}${key}.`) : [`${prefix}${key}`],
    )

  test.each(['core', 'catalogue', 'report', 'dashboard', 'mail', 'norms', 'analyse', 'seal'] as MessageArea[])(
    '%s has the same keys in the three languages',
    (area) => {
      const [first, ...others] = LOCALES.map((locale) => keysOf(messageTree(locale, area)).sort())
      for (const other of others) expect(other).toEqual(first)
      expect(first?.length).toBeGreaterThan(0)
    },
  )

  test('placeholders are the same in the three languages', () => {
    const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join()
    for (const key of keysOf(messageTree('en', 'core'))) {
      const [english, ...others] = (['en', 'zh-CN', 'zh-TW'] as const).map((locale) =>
        holes(findMessage(locale, 'core', key) ?? ''),
      )
      for (const other of others) expect(`${key} ${other}`).toBe(`${key} ${english}`)
    }
  })

  test('each metric has a title and a definition, each dimension a title', () => {
    for (const locale of LOCALES) {
      for (const metric of metricCatalogue().keys()) {
        expect(findMessage(locale, 'catalogue', `metrics.${metric}.title`), metric).toBeTruthy()
        expect(findMessage(locale, 'catalogue', `metrics.${metric}.definition`), metric).toBeTruthy()
      }
      for (const dimension of dimensionCatalogue().keys())
        expect(findMessage(locale, 'catalogue', `dimensions.${dimension}`), dimension).toBeTruthy()
    }
  })
})

describe('errors', () => {
  const sources = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n')

  test.each(Object.keys(EXIT_STATUS))('%s is used, and says what happened and what to do', (code) => {
    expect(sources.match(new RegExp(`'${code}'`, 'g'))?.length ?? 0, 'used beside its definition').toBeGreaterThan(1)
    for (const locale of LOCALES) {
      expect(findMessage(locale, 'core', `errors.${code}.what`)).toBeTruthy()
      expect(findMessage(locale, 'core', `errors.${code}.fix`)).toBeTruthy()
    }
  })

  test('no message stands without its code', () => {
    expect(Object.keys(messageTree('en', 'core')['errors'] ?? {}).sort()).toEqual(Object.keys(EXIT_STATUS).sort())
  })
})
