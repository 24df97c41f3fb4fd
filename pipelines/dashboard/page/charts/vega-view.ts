import { Error as ErrorLevel, type Loader, parse, type Spec, View } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import { compile, type TopLevelSpec } from 'vega-lite'

export type { View } from 'vega'

const refuse = () => Promise.reject(new Error('charts load nothing'))
const noLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as Loader

export interface ViewOptions {
  readonly container?: HTMLElement
  tooltip?(event: MouseEvent, item: unknown): void
}

/** Expressions run in Vega's interpreter, since the page's policy forbids code made from text; nothing is loaded. */
export function openView(spec: TopLevelSpec, { container, tooltip }: ViewOptions): View {
  const compiled: Spec = compile(spec).spec
  return new View(parse(compiled, {}, { ast: true }), {
    expr: expressionInterpreter,
    loader: noLoader,
    logLevel: ErrorLevel,
    renderer: 'svg',
    hover: container !== undefined,
    ...(container === undefined ? {} : { container }),
    ...(tooltip === undefined
      ? {}
      : { tooltip: (_handler: unknown, event: unknown, item: unknown) => tooltip(event as MouseEvent, item) }),
  })
}
