import { sha256 } from '../../core/hash.ts'
import { metricCatalogue, metricText, withDefinitions } from '../../metrics/catalogue.ts'
import { carriedDefinitions, type Manifest, METRICS, parseManifest } from '../manifest.ts'
import { definitionHash, restsOnAll } from '../used-definitions.ts'

/** A report's manifest, and the definitions of metrics that it was made with. */
export interface ManifestThen {
  readonly manifest: Manifest | undefined
  /** Metrics that this version of the program defines otherwise, or no longer has. */
  readonly redefined: readonly string[]
  /** Metric → text of its definition when the report was made; undefined where those of today are the same. */
  readonly definitions: ReadonlyMap<string, string> | undefined
}

/**
 * Reads a manifest by the definitions that its report carries, so that a metric that is no longer there is still known.
 * Nothing is computed by them here: whoever does so must know that the report is one that was issued.
 */
export function readManifestThen(text: string, attachments: ReadonlyMap<string, Uint8Array>): ManifestThen {
  const carried = carriedDefinitions(new TextDecoder().decode(attachments.get(METRICS)))
  const changed = [...carried].filter(([metric, own]) => definitionHash(metric) !== sha256(own))
  const read = changed.length === 0 ? parseManifest(text) : readBy(overToday(changed), text)
  if (read === undefined) return { manifest: undefined, redefined: [], definitions: undefined }
  const stated = new Map(read.metrics.map(({ metric, sha256: hash }) => [metric, hash]))
  const redefined = [...stated].filter(([metric, hash]) => definitionHash(metric) !== hash).map(([metric]) => metric)
  const then = changed.filter(([metric, own]) => stated.get(metric) === sha256(own))
  const added = restsOnAll(read.figures) ? [...metricCatalogue().keys()].filter((metric) => !stated.has(metric)) : []
  const isSame = then.length === 0 && added.length === 0
  return { manifest: read, redefined, definitions: isSame ? undefined : overToday(then, added) }
}

/** Undefined too where a definition is one that this program cannot read. */
function readBy(definitions: ReadonlyMap<string, string>, text: string): Manifest | undefined {
  try {
    return withDefinitions(definitions, () => parseManifest(text))
  } catch {
    return parseManifest(text)
  }
}

function overToday(then: readonly (readonly [string, string])[], without: readonly string[] = []) {
  const today = [...metricCatalogue().keys()].map((metric) => [metric, metricText(metric) ?? ''] as const)
  return new Map([...today.filter(([metric]) => !without.includes(metric)), ...then])
}
