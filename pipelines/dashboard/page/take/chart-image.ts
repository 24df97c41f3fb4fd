import type { TopLevelSpec } from 'vega-lite'
import { type Draw, vegaLibrary } from '../charts/chart-view.ts'
import { currentTheme } from '../charts/theme.ts'
import type { View } from '../charts/vega-view.ts'

const WIDTH = 960
const TITLE_HEIGHT = 64

/** What a picture says beside its chart: it must be understood where nobody can ask the page. */
export interface PictureWords {
  readonly title: string
  readonly lines: readonly string[]
}

export async function chartSvg(draw: Draw, words: PictureWords): Promise<Blob> {
  const text = await withView(draw, words, (view) => view.toSVG())
  return new Blob([text], { type: 'image/svg+xml' })
}

export async function chartPng(draw: Draw, words: PictureWords): Promise<Blob> {
  const canvas = await withView(draw, words, (view) => view.toCanvas(2))
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png')
  })
}

/** Draws once more, in light colours and off the page, with title and origin. */
async function withView<Result>(
  draw: Draw,
  words: PictureWords,
  use: (view: View) => Promise<Result>,
): Promise<Result> {
  const { openView } = await vegaLibrary()
  const theme = currentTheme('light')
  const { spec, height, rows, signals = {} } = draw(WIDTH, theme)
  const view = openView(titled(spec, words, theme.ink, theme.muted), {})
  try {
    view
      .width(WIDTH)
      .height(height + TITLE_HEIGHT)
      .background(theme.surface)
    for (const [name, value] of Object.entries(signals)) view.signal(name, value)
    await view.data('rows', [...rows]).runAsync()
    return await use(view)
  } finally {
    view.finalize()
  }
}

function titled(spec: TopLevelSpec, { title, lines }: PictureWords, ink: string, muted: string): TopLevelSpec {
  return {
    ...spec,
    padding: 20,
    title: {
      text: title,
      subtitle: [...lines],
      anchor: 'start',
      frame: 'bounds',
      color: ink,
      subtitleColor: muted,
      fontSize: 16,
      subtitleFontSize: 12,
      offset: 14,
    },
  } as TopLevelSpec
}
