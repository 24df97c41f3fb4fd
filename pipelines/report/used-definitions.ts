import { sha256 } from '../core/hash.ts'
import { componentsOf, metricCatalogue, metricDefinition, metricText } from '../metrics/catalogue.ts'
import type { Figure } from './figure.ts'

/** A metric's definition as its file has it. */
export interface UsedDefinition {
  readonly metric: string
  readonly yaml: string
  readonly sha256: string
}

/**
 * The definitions that a report rests on, by name: of the metrics that its own definition, its figures' names or their
 * rows speak of, and of those that these are computed from; all where requirements are looked for in all metrics.
 */
export function usedDefinitions(report: { definition: object; figures: readonly Figure[] }): UsedDefinition[] {
  const spoken = new Set([
    ...textsIn(report.definition),
    ...report.figures.flatMap(({ name, rows }) => [
      ...textsIn(name),
      ...rows.map((row) => String(row['metric'] ?? '')),
    ]),
  ])
  const isWhole = restsOnAll(report.figures)
  const named = [...metricCatalogue().keys()].filter((metric) => isWhole || spoken.has(metric))
  const parts = named.flatMap((metric) => componentsOf(metricDefinition(metric)).map((part) => part.metric))
  return [...new Set([...named, ...parts])].sort().map((metric) => {
    const yaml = metricText(metric) ?? ''
    return { metric, yaml, sha256: sha256(yaml) }
  })
}

/** Whether a metric that is added changes a report by being there: in those that show what each requirement is met by. */
export function restsOnAll(figures: readonly { readonly rows: readonly object[] }[]): boolean {
  return figures.some(({ rows }) => rows.some((row) => 'requirement' in row))
}

/** The hash of the definition of a metric of this program; undefined where there is no such metric. */
export function definitionHash(metric: string): string | undefined {
  const text = metricText(metric)
  return text === undefined ? undefined : sha256(text)
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
