import { chartsLackFonts } from '../charts/chart-fonts.ts'
import { savedPage } from '../take/saved-page.ts'

/** Each has its own cache of words, which keeps those that were laid out before their font had come. */
const RENDERINGS = ['optimizeLegibility', 'geometricPrecision', 'auto'] as const
/** Files come in a flock; so long after the last one all text is laid out anew, once. */
const QUIET_MS = 60

/**
 * Chinese for a machine that has no font of its own for it; files are fetched only for characters that nothing else
 * shows. When some have come, all text is laid out anew, which Chromium leaves undone for words that it has in its cache,
 * and charts that could not wait for them are drawn anew.
 */
export function offerFonts(): void {
  if (savedPage() !== undefined) return
  // The page's head has them fetched without waiting for them; they count from now on.
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[data-fonts]')) link.rel = 'stylesheet'
  const { dataset } = document.documentElement
  let flocks = 0
  let quiet: ReturnType<typeof setTimeout> | undefined
  document.fonts.addEventListener('loadingdone', () => {
    clearTimeout(quiet)
    dataset['fontsPending'] = ''
    quiet = setTimeout(() => {
      document.body.style.textRendering = RENDERINGS[flocks % RENDERINGS.length] ?? 'auto'
      flocks += 1
      delete dataset['fontsPending']
      if (!chartsLackFonts()) return
      dataset['fonts'] = String(flocks)
      dispatchEvent(new Event('huiyin-look'))
    }, QUIET_MS)
  })
}
