import { metaAddress, pageDataAddress, readAddressState } from './api/address-state.ts'
import { MAIN_SCRIPT, pageScripts, pageStyle } from './page-files.ts'
import { FONT_SCRIPTS, fontStyle } from './page-fonts.ts'
import { lastingAddress, type Resource } from './resource.ts'

/** Addresses that the page's head names. */
export interface PageLinks {
  readonly style: string
  readonly script: string
  /** Modules that the script imports, now or when it draws. */
  readonly modules: readonly string[]
  readonly fonts: readonly string[]
  /** What the script asks for first. */
  readonly data: readonly string[]
}

/**
 * All that a page will need, so that the browser fetches it at once instead of one after the other.
 * @param search the page's own query string
 */
export async function pageLinks(search: string): Promise<PageLinks> {
  const [scripts, style, ...fonts] = await Promise.all([pageScripts(), pageStyle(), ...FONT_SCRIPTS.map(fontStyle)])
  const state = readAddressState(search)
  return {
    style: lastingAddress('/page.css', style),
    script: lastingAddress(MAIN_SCRIPT, scripts.get(MAIN_SCRIPT) as Resource),
    modules: [...scripts.keys()].filter((path) => path !== MAIN_SCRIPT),
    fonts: FONT_SCRIPTS.map((name, at) => lastingAddress(`/fonts-${name}.css`, fonts[at] as Resource)),
    data: [metaAddress(state.lang), pageDataAddress(state)],
  }
}
