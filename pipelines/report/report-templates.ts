import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import { isChart } from './chart-picture.ts'

const FOLDER = new URL('../../templates/report/', import.meta.url)
const PARTIALS = ['caption', 'table']
const ready = new Map<string, Handlebars.TemplateDelegate>()
const engine = Handlebars.create()

/** The one way by which markup gets into a page beside the templates' own: a chart that `drawChart` has made. */
engine.registerHelper('chart', (picture: unknown) => {
  if (!isChart(picture)) throw new TypeError('not a chart')
  return new Handlebars.SafeString(picture.svg)
})
/** A number in two parts, so that a column of different kinds of numbers can stand on its decimal points. */
engine.registerHelper('decimal', (value: unknown) => {
  const text = String(value)
  const [, whole, fraction] = /^([+−-]?[\d,]+)((?:\.\d+)?[%‰]?)$/.exec(text) ?? []
  if (whole === undefined) return text
  return new Handlebars.SafeString(`${whole}<span class="fraction">${fraction}</span>`)
})
forgetTemplates()

/**
 * Fills one of our own templates. Text is escaped, a field that the view lacks is an error, and neither prototypes nor
 * helpers beyond ours are reached.
 */
export function renderTemplate(name: string, view: object): string {
  const template = ready.get(name) ?? compiled(name)
  ready.set(name, template)
  return template(view, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false })
}

/** Reads the templates from their files again, for a preview in which they are edited. */
export function forgetTemplates(): void {
  ready.clear()
  for (const partial of PARTIALS) engine.registerPartial(partial, source(partial))
}

function compiled(name: string): Handlebars.TemplateDelegate {
  return engine.compile(source(name), {
    strict: true,
    knownHelpers: { chart: true, decimal: true },
    knownHelpersOnly: true,
  })
}

function source(name: string): string {
  return readFileSync(new URL(`${name}.hbs`, FOLDER), 'utf8')
}
