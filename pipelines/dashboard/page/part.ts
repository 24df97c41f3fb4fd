import type { PageView } from './page-view.ts'

/** A part of the page: its element, how it shows a view, and how it is got rid of. */
export interface Part {
  readonly node: HTMLElement
  show(view: PageView): void
  dispose?(): void
}
