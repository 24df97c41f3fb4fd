import { readFileSync } from 'node:fs'
import { sha256 } from '../core/hash.ts'
import { componentsOf, metricCatalogue, metricDefinition } from '../metrics/catalogue.ts'
import type { Figure } from './figure.ts'

/** A metric's definition as its file has it. */
export interface UsedDefinition {
  readonly metric: string
  readonly yaml: string
  readonly sha256: string
}

const FOLDER = new URL('../../sql/3_metrics/', import.meta.url)

/**
 * The definitions that a report rests on, by name: of the metrics that its own definition, its figures' names or their
 * rows speak of, and of those that these are computed from.
 */
export function usedDefinitions(report: { definition: object; figures: readonly Figure[] }): UsedDefinition[] {
  const spoken = new Set([
    ...textsIn(report.definition),
    ...report.figures.flatMap(({ name, rows }) => [
      ...textsIn(name),
      ...rows.map((row) => String(row['metric'] ?? '')),
    ]),
  ])
  const named = [...metricCatalogue().keys()].filter((metric) => spoken.has(metric))
  const parts = named.flatMap((metric) => componentsOf(metricDefinition(metric)).map((part) => part.metric))
  return [...new Set([...named, ...parts])].sort().map((metric) => {
    const yaml = readFileSync(new URL(`${metric}.yaml`, FOLDER), 'utf8')
    return { metric, yaml, sha256: sha256(yaml) }
  })
}

/** All definitions of metrics of this program, by hash. */
export function definitionHash(metric: string): string | undefined {
  if (!metricCatalogue().has(metric)) return undefined
  return sha256(readFileSync(new URL(`${metric}.yaml`, FOLDER), 'utf8'))
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
