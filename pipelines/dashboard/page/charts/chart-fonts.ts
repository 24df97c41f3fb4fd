/** A chart is rather drawn twice than late. */
const PATIENCE_MS = 1500
/** Scripts for which the page brings a font of its own, where the machine has none. */
const BROUGHT = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/gu

let lacking = false

/**
 * Waits for the files of our own fonts that a chart's words need, on a machine whose own fonts lack them: charts measure
 * their words, so that those that are drawn before have to be drawn again. Says whether there was anything to wait for.
 */
export async function fontsForChart(words: readonly string[]): Promise<boolean> {
  const characters = [...new Set(words.join('').match(BROUGHT) ?? [])].join('')
  if (characters === '' || !needsOurs()) return false
  const family = document.documentElement.lang === 'zh-TW' ? 'Huiyin tc' : 'Huiyin sc'
  const loading = document.fonts.load(`12px "${family}"`, characters).then(
    () => true,
    () => true,
  )
  const late = new Promise<boolean>((done) => setTimeout(() => done(false), PATIENCE_MS))
  if (!(await Promise.race([loading, late]))) lacking = true
  return true
}

/** Whether any chart was drawn without its fonts since this was asked last. */
export function chartsLackFonts(): boolean {
  const found = lacking
  lacking = false
  return found
}

/** The page's own words have been laid out by then, and with them the first of our fonts were asked for. */
function needsOurs(): boolean {
  return document.fonts.status === 'loading' || [...document.fonts].some(({ status }) => status === 'loaded')
}
