import * as vega from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import { compile, type TopLevelSpec } from 'vega-lite'
import { HuiyinError } from '../core/errors.ts'
import { sha256 } from '../core/hash.ts'
import type { Locale } from '../core/locale.ts'
import { chartTheme } from './chart-theme.ts'
import { scrubSvg } from './svg-scrub.ts'
import { measureWithOurFonts } from './vega-text-metrics.ts'

measureWithOurFonts()

/**
 * A chart as an SVG picture: no scripts, links or files, the same bytes for the same specification.
 * Its `description` becomes what a screen reader says. Data must be inline; times need `utc` scales and time units,
 * since others are drawn in the machine's time zone.
 * @throws HuiyinError HY-R-003 when the specification does not compile, or asks for data from outside
 */
export async function chartSvg(spec: TopLevelSpec, options: { locale: Locale }): Promise<string> {
  try {
    const drawn = scrubSvg((await draw(spec, options.locale)).toWellFormed())
    return withLabel(withOwnIds(drawn), spec.description ?? '')
  } catch (cause) {
    if (cause instanceof HuiyinError) throw cause
    throw new HuiyinError('HY-R-003', { reason: `chart: ${cause instanceof Error ? cause.message : cause}` }, { cause })
  }
}

async function draw(spec: TopLevelSpec, locale: Locale): Promise<string> {
  const refused: string[] = []
  const logger = vega.logger(vega.None)
  const compiled = compile(withoutLinks(spec), { config: chartTheme(locale), logger })
  const runtime = vega.parse(compiled.spec, undefined, { ast: true })
  const loader = refusingLoader(refused)
  const view = new vega.View(runtime, { renderer: 'none', loader, logger, expr: expressionInterpreter })
  try {
    const svg = await view.toSVG()
    if (refused.length === 0) return svg
    throw new HuiyinError('HY-R-003', { reason: `a chart asked for data from outside: ${refused.join(', ')}` })
  } finally {
    view.finalize()
  }
}

function refusingLoader(refused: string[]): vega.Loader {
  const refuse = async (uri: string): Promise<never> => {
    refused.push(uri)
    throw new Error('refused')
  }
  return { load: refuse, http: refuse, file: refuse, sanitize: async () => ({ href: '' }) }
}

/**
 * The specification without the channels and properties that make links and pictures; in rows of data these are
 * column names like any others, and in a data source they name what the loader will refuse.
 */
function withoutLinks<T>(spec: T, under = ''): T {
  if (typeof spec !== 'object' || spec === null || under === 'values' || under === 'datasets') return spec
  if (Array.isArray(spec)) return spec.map((part) => withoutLinks(part)) as T
  const kept = Object.entries(spec).filter(([name]) => name !== 'href' && (name !== 'url' || under === 'data'))
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutLinks(part, name)])) as T
}

/** Vega numbers ids through the life of the process, and two charts on a page must not share any. */
function withOwnIds(svg: string): string {
  const key = sha256(renameIds(svg, 'chart')).slice(0, 12)
  return renameIds(svg, `chart-${key}`)
}

function renameIds(svg: string, prefix: string): string {
  const numbers = new Map<string, number>()
  const rename = (_reference: string, before: string, id: string) => {
    const number = numbers.get(id) ?? numbers.size + 1
    numbers.set(id, number)
    return `${before}${prefix}-${number}`
  }
  return svg.replace(/<[^>]*>/g, (tag) => tag.replace(/( id="|url\(#)([\w-]+)/g, rename))
}

/** The picture with what a screen reader says in its place. */
export function withLabel(svg: string, description: string): string {
  const label = description.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  return svg.replace('<svg ', () => `<svg role="img" aria-label="${label}" `)
}
