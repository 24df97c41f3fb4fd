/** Looks that a cell can have; their order is the order of the formats in the style sheet. */
export const LOOKS = [
  'plain',
  'text',
  'date',
  'instant',
  'optional',
  'required',
  'title',
  'heading',
  'wrapped',
] as const
export type Look = (typeof LOOKS)[number]

export interface Cell {
  readonly text: string
  readonly look: Look
}

/** What may be written into a column from row 2 on. */
export interface Rule {
  readonly type: 'list' | 'whole' | 'decimal' | 'date'
  /** The lower bound, or the range of the list's values. */
  readonly from: string
  /** The upper bound, where there is one. */
  readonly to?: string
  /** Said where something else is written. */
  readonly refusal: { readonly title: string; readonly text: string }
}

export interface Column {
  /** In characters of the default font, where a Chinese one counts two. */
  readonly width: number
  readonly look: Look
  readonly rule?: Rule
  /** The note on the column's heading. */
  readonly note?: string
}

/** One sheet of a workbook. */
export interface Sheet {
  readonly name: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** Keeps the first row and the first column in sight. */
  readonly isFrozen: boolean
}

/** The width of a text in characters of a Latin font: CJK characters are twice as wide. */
export function textWidth(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0)
}
