import type { TopLevelSpec } from 'vega-lite'
import { element } from '../parts/element.ts'
import { hideTip, showTip, type Tip } from '../parts/tooltip.ts'
import { fontsForChart } from './chart-fonts.ts'
import { currentTheme, type Theme } from './theme.ts'
import type { View } from './vega-view.ts'

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
}

export type Draw = (width: number, theme: Theme) => Drawing

export interface ChartEvents {
  tip?(id: string): Tip | undefined
  click?(id: string, keys: { readonly several: boolean; readonly cases: boolean }): void
  /** The ids of the marks inside a finished brush, which then goes away. */
  brush?(ids: readonly string[]): void
}

export interface ChartView {
  readonly node: HTMLElement
  /** Draws now, and again when the width changes; `reading` says in a sentence what is to be seen. */
  show(draw: Draw, reading: string): void
  dispose(): void
}

let library: Promise<typeof import('./vega-view.ts')> | undefined

/** The drawing library, which is fetched once and only where a chart is drawn. */
export function vegaLibrary(): Promise<typeof import('./vega-view.ts')> {
  library ??= import('./vega-view.ts')
  return library
}

/** A Vega-Lite chart that keeps its view while only data, signals or size change, and makes a new one otherwise. */
export function chartView(events: ChartEvents): ChartView {
  // Vega describes its drawing in English, mark by mark; to assistive software the outer element speaks.
  const container = element('div', { 'aria-hidden': 'true' })
  const node = element('div', { class: 'chart', role: 'img' }, container)
  let current: { view: View; spec: string } | undefined
  let drawing: Draw | undefined
  let queue: Promise<void> = Promise.resolve()
  let isQueued = false
  let width = 0

  async function render(): Promise<void> {
    const { openView } = await vegaLibrary()
    const drawn = drawNow()
    if (drawn === undefined) return
    const hasWaited = await fontsForChart(wordsOf(drawn))
    const { spec, height, rows, signals = {} } = (hasWaited ? drawNow() : undefined) ?? drawn
    const text = JSON.stringify(spec)
    if (current?.spec !== text) {
      current?.view.finalize()
      const tooltip = (event: MouseEvent, item: unknown) => tell(events, event, item)
      current = { spec: text, view: openView(spec, { container, tooltip }) }
      listen(current.view, events, text.includes('"name":"brush"'))
    }
    const { view } = current
    view.width(width).height(height)
    for (const [name, value] of Object.entries(signals)) view.signal(name, value)
    await view.data('rows', [...rows]).runAsync()
  }

  function drawNow(): Drawing | undefined {
    isQueued = false
    width = Math.floor(node.clientWidth)
    return width < 24 ? undefined : drawing?.(width, currentTheme())
  }

  // What waits for its turn will show the newest drawing at the newest width.
  const enqueue = () => {
    if (isQueued) return
    isQueued = true
    queue = queue.then(render).catch((error: unknown) => console.error(error))
  }
  const observer = new ResizeObserver(() => {
    if (Math.floor(node.clientWidth) !== width) enqueue()
  })
  observer.observe(node)
  return {
    node,
    show(draw, reading) {
      drawing = draw
      node.setAttribute('aria-label', reading)
      enqueue()
    },
    dispose() {
      observer.disconnect()
      queue.then(() => current?.view.finalize())
    },
  }
}

/** All words that a chart may show. */
function wordsOf({ rows, signals = {} }: Drawing): string[] {
  const texts = rows.flatMap((row) => Object.values(row)).filter((value) => typeof value === 'string')
  return [...texts, JSON.stringify(signals)]
}

function tell(events: ChartEvents, event: MouseEvent, item: unknown): void {
  const id = idOf(item)
  const tip = id === undefined || event.buttons !== 0 ? undefined : events.tip?.(id)
  if (tip === undefined) hideTip()
  else showTip(tip, event.clientX, event.clientY)
}

function listen(view: View, events: ChartEvents, canBrush: boolean): void {
  view.addEventListener('click', (event, item) => {
    const id = idOf(item)
    const { ctrlKey, metaKey, shiftKey, altKey } = event as MouseEvent
    if (id !== undefined) events.click?.(id, { several: ctrlKey || metaKey || shiftKey, cases: altKey })
  })
  if (events.brush !== undefined && canBrush) followBrush(view, events.brush)
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
