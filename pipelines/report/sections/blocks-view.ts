import type { ChartPicture } from '../chart-picture.ts'
import type { TableView } from './table-view.ts'

/** One stretch of a section, in this order: heading, what is not written yet, text, charts, table, notes. */
export interface Block {
  readonly heading?: string
  /** What the department still has to write: the report is incomplete. */
  readonly gap?: string
  readonly paragraphs?: readonly string[]
  readonly charts?: readonly {
    readonly caption: { readonly ref: string; readonly title: string }
    readonly reading: string
    readonly picture: ChartPicture
  }[]
  readonly table?: TableView | null
  readonly notes?: readonly string[]
}

export interface Blocks {
  /** Class of the section for the style sheet. */
  readonly kind: string
  readonly title: string
  /** Said in place of everything else where there is nothing to show. */
  readonly empty?: string
  readonly blocks: readonly Block[]
}

/** A section as `templates/report/blocks.hbs` shows it. */
export function blocksView({ kind, title, empty = '', blocks }: Blocks): object {
  return {
    kind,
    title,
    empty,
    blocks: blocks.map((block) => ({
      heading: block.heading ?? '',
      gap: block.gap ?? '',
      paragraphs: block.paragraphs ?? [],
      charts: block.charts ?? [],
      table: block.table ?? null,
      notes: block.notes ?? [],
    })),
  }
}
