import { element } from '../parts/element.ts'
import { savedPage } from '../take/saved-page.ts'

/** Each has its own cache of words that were laid out before their font had come. */
const RENDERINGS = ['auto', 'optimizeLegibility', 'geometricPrecision'] as const

/**
 * Chinese for a machine that has no font of its own for it; files are fetched only for characters that nothing else
 * shows. When some have come, all text is laid out anew, which Chromium leaves undone for words that it has in its cache.
 */
export function offerFonts(): void {
  if (savedPage() !== undefined) return
  for (const script of ['sc', 'tc'])
    document.head.append(element('link', { rel: 'stylesheet', href: `/fonts-${script}.css` }))
  let loads = 0
  document.fonts.addEventListener('loadingdone', () => {
    loads += 1
    document.body.style.textRendering = RENDERINGS[loads % RENDERINGS.length] ?? 'auto'
    document.documentElement.dataset['fonts'] = String(loads)
    dispatchEvent(new Event('huiyin-look'))
  })
}
