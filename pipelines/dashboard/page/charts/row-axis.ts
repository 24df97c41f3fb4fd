import { currentTheme, type Theme } from './theme.ts'
import { LINE_BREAK, wrapLabel } from './wrap-label.ts'

const FONT_SIZE = 12
const LINE_HEIGHT = 13
const WRAPPED = 34

/** A vertical axis whose labels may have two lines; they are wrapped beforehand and come with the data. */
export function rowAxis(theme: Theme) {
  return {
    title: null,
    labelExpr: "datum.value == null ? '' : split(datum.value, '\\n')",
    labelColor: theme.ink,
    labelFontSize: FONT_SIZE,
    labelLineHeight: LINE_HEIGHT,
    labelOffset: {
      condition: { test: "datum.value != null && indexof(datum.value, '\\n') >= 0", value: -LINE_HEIGHT / 2 },
      value: 0,
    },
    labelLimit: 0,
    labelOverlap: false,
  } as const
}

/** The order of the rows: the field `rank`, since a view keeps the order of data that it has seen before. */
export const BY_RANK = { field: 'rank', op: 'min', order: 'ascending' } as const

/** A row a datum, by its `label`; gaps inside and around the rows as shares of a step. */
export function rowChannel(theme: Theme, paddingInner: number, paddingOuter: number, axis: object = {}) {
  return {
    field: 'label',
    type: 'ordinal',
    sort: BY_RANK,
    scale: { paddingInner, paddingOuter },
    axis: { ...rowAxis(theme), ...axis },
  } as const
}

/** The whole row takes the pointer, not its mark alone. */
export const ROW_TARGET = {
  mark: { type: 'rect', fill: 'transparent', cursor: 'pointer' },
  encoding: { tooltip: { field: 'label' } },
} as const

/** Texts as an axis shows them: wrapped to lines of `width` pixels, and numbered where two have become equal. */
export function axisTexts(texts: readonly string[], width: number, lines = 2): string[] {
  const measure = textMeasure(FONT_SIZE, currentTheme().font)
  const seen = new Map<string, number>()
  return texts.map((text) => {
    const wrapped = wrapLabel(text, width, measure, lines)
    const count = (seen.get(wrapped) ?? 0) + 1
    seen.set(wrapped, count)
    return count === 1 ? wrapped : `${wrapped} (${count})`
  })
}

/** The height of each row: more where a label has two lines. */
export function rowHeight(labels: readonly string[], height: number): number {
  return labels.some((label) => label.includes(LINE_BREAK)) ? Math.max(height, WRAPPED) : height
}

/** How wide the widest of some texts is. */
export function widestText(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(textMeasure(FONT_SIZE, currentTheme().font)))
}

/** A measure of texts in the page's own font. */
function textMeasure(size: number, family: string): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return (text) => text.length * size
  context.font = `${size}px ${family}`
  return (text) => context.measureText(text).width
}
