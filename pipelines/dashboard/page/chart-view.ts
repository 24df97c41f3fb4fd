import { Error as ErrorLevel, type Loader, parse, type Spec, View } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import { compile, type TopLevelSpec } from 'vega-lite'
import { element } from './element.ts'
import { hideTip, showTip, type Tip } from './tooltip.ts'

/** A mark's data, by which clicks and tooltips know it. */
export interface Datum {
  readonly id: string
  readonly [name: string]: string | number | boolean | null
}

/** What a chart shows at a given width. The specification holds no data and no text that came from data. */
export interface Drawing {
  readonly spec: TopLevelSpec
  readonly height: number
  readonly rows: readonly Datum[]
  readonly signals?: Readonly<Record<string, unknown>>
  /** For those who cannot see it. */
  readonly description: string
}

export interface ChartEvents {
  tip(id: string): Tip | undefined
  click?(id: string, several: boolean): void
  /** The ids of the marks inside a finished brush, which then goes away. */
  brush?(ids: readonly string[]): void
}

export interface ChartView {
  readonly node: HTMLElement
  /** Draws now, and again when the width changes. */
  show(draw: (width: number) => Drawing): void
  dispose(): void
}

/** A Vega-Lite chart that keeps its view while only data, signals or size change, and makes a new one otherwise. */
export function chartView(node: HTMLElement, events: ChartEvents): ChartView {
  // Vega gives its container a role and a description in English; to assistive software the outer element speaks.
  const container = node.appendChild(element('div'))
  let current: { view: View; spec: string } | undefined
  let drawing: ((width: number) => Drawing) | undefined
  let queue: Promise<void> = Promise.resolve()
  let width = 0

  async function render(): Promise<void> {
    width = Math.floor(node.clientWidth)
    if (drawing === undefined || width < 40) return
    const { spec, height, rows, signals = {}, description } = drawing(width)
    const text = JSON.stringify(spec)
    if (current?.spec !== text) {
      current?.view.finalize()
      current = { spec: text, view: openView(container, spec, events) }
    }
    const { view } = current
    view.width(width).height(height)
    node.setAttribute('aria-label', description)
    for (const [name, value] of Object.entries(signals)) view.signal(name, value)
    await view.data('rows', [...rows]).runAsync()
  }

  const enqueue = () => {
    queue = queue.then(render).catch((error: unknown) => console.error(error))
  }
  const observer = new ResizeObserver(() => {
    if (Math.floor(node.clientWidth) !== width) enqueue()
  })
  observer.observe(node)
  return {
    node,
    show(draw) {
      drawing = draw
      enqueue()
    },
    dispose() {
      observer.disconnect()
      queue.then(() => current?.view.finalize())
    },
  }
}

const refuse = () => Promise.reject(new Error('charts load nothing'))
const noLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as Loader

/** Expressions run in Vega's interpreter, since the page's policy forbids code made from text. */
function openView(container: HTMLElement, spec: TopLevelSpec, events: ChartEvents): View {
  const compiled: Spec = compile(spec).spec
  const view = new View(parse(compiled, {}, { ast: true }), {
    expr: expressionInterpreter,
    loader: noLoader,
    logLevel: ErrorLevel,
    renderer: 'svg',
    container,
    hover: true,
    tooltip: (_handler, event, item) => {
      const id = idOf(item)
      const tip = id === undefined || event.buttons !== 0 ? undefined : events.tip(id)
      if (tip === undefined) hideTip()
      else showTip(tip, event.clientX, event.clientY)
    },
  })
  view.addEventListener('click', (event, item) => {
    const id = idOf(item)
    const { ctrlKey, metaKey, shiftKey } = event as MouseEvent
    if (id !== undefined) events.click?.(id, ctrlKey || metaKey || shiftKey)
  })
  if (events.brush !== undefined) followBrush(view, events.brush)
  return view
}

/** Reports a brush when the pointer is let go, and takes it away: what it chose shows by itself then. */
function followBrush(view: View, report: (ids: readonly string[]) => void): void {
  let ids: readonly string[] = []
  view.addSignalListener('brush', (_name, value: { id?: readonly string[] }) => {
    ids = value.id ?? []
  })
  view.addEventListener('pointerdown', () => {
    hideTip()
    addEventListener(
      'pointerup',
      () => {
        const chosen = ids
        if (chosen.length === 0) return
        view.signal('brush_x', []).run()
        report(chosen)
      },
      { once: true },
    )
  })
}

function idOf(item: unknown): string | undefined {
  const datum = (item as { datum?: Partial<Datum> } | null | undefined)?.datum
  return typeof datum?.id === 'string' ? datum.id : undefined
}
