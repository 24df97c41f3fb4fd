import { createHash } from 'node:crypto'
import type { Locale } from '../core/locale.ts'
import { pageInOneScript, pageStyle } from './page-files.ts'
import { savedPageHtml } from './page-html.ts'
import { recent } from './recent.ts'

/** By language: building the script takes about a second. */
const frames = recent<string>(3)

/**
 * The frame of a page that is saved as a file: script and styles inside, allowed by their hashes and nothing else, and a
 * place for the data, which the page puts in.
 */
export function pageFileHtml(locale: Locale): Promise<string> {
  return frames(locale, async () => {
    const [script, style] = await Promise.all([pageInOneScript(), pageStyle()])
    const styles = new TextDecoder().decode(await style.encoded('identity'))
    // What ends a script element inside a string of the script would end it in the page as well.
    const code = script.replaceAll('</script', '<\\/script')
    return savedPageHtml(locale, { code, styles, codeHash: hashOf(code), stylesHash: hashOf(styles) })
  })
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
