import { readdirSync, readFileSync } from 'node:fs'
import { parseYaml } from '../core/yaml-file.ts'
import { metricCatalogue } from '../metrics/catalogue.ts'

const FOLDER = new URL('../../reports/', import.meta.url)

/** Metric → the reports whose definition names it, wherever in it that is. */
export function reportMetrics(): Map<string, string[]> {
  const used = new Map<string, string[]>()
  for (const file of readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    const report = file.replace('.yaml', '')
    const named = new Set(textsIn(parseYaml(readFileSync(new URL(file, FOLDER), 'utf8'))))
    for (const metric of metricCatalogue().keys())
      if (named.has(metric)) used.set(metric, [...(used.get(metric) ?? []), report])
  }
  return used
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
