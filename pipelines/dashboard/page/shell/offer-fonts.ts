import { element } from '../parts/element.ts'
import { savedPage } from '../take/saved-page.ts'

/** Each has its own cache of words, which keeps those that were laid out before their font had come. */
const RENDERINGS = ['optimizeLegibility', 'geometricPrecision', 'auto'] as const
/** Files come in a flock; so long after the last one all text is laid out anew, once. */
const QUIET_MS = 250

/**
 * Chinese for a machine that has no font of its own for it; files are fetched only for characters that nothing else
 * shows. When some have come, all text is laid out anew, which Chromium leaves undone for words that it has in its cache.
 */
export function offerFonts(): void {
  if (savedPage() !== undefined) return
  for (const script of ['sc', 'tc'])
    document.head.append(element('link', { rel: 'stylesheet', href: `/fonts-${script}.css` }))
  let flocks = 0
  let quiet: ReturnType<typeof setTimeout> | undefined
  document.fonts.addEventListener('loadingdone', () => {
    clearTimeout(quiet)
    document.documentElement.dataset['fontsPending'] = ''
    quiet = setTimeout(() => {
      document.body.style.textRendering = RENDERINGS[flocks % RENDERINGS.length] ?? 'auto'
      flocks += 1
      delete document.documentElement.dataset['fontsPending']
      document.documentElement.dataset['fonts'] = String(flocks)
      dispatchEvent(new Event('huiyin-look'))
    }, QUIET_MS)
  })
}
