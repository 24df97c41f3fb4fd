import type { PageView } from '../page-view.ts'

/** A part of the page: its element, how it shows a view, and how it is got rid of. */
export interface Part {
  readonly node: HTMLElement
  show(view: PageView): void
  dispose?(): void
}

/** Several parts in one element, shown and got rid of together. */
export function partOf(node: HTMLElement, parts: readonly Part[]): Part {
  return {
    node,
    show(view) {
      for (const part of parts) part.show(view)
    },
    dispose() {
      for (const part of parts) part.dispose?.()
    },
  }
}
