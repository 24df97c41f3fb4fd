import { fetchPage } from '../fetch-page.ts'
import type { PageView } from '../page-view.ts'
import { writePageAddress } from '../state/page-address.ts'
import { fileName, saveFile } from './save-file.ts'
import type { SavedText } from './saved-page.ts'

/** Where the data goes in the frame that the server sends, which holds script, styles and a policy of their hashes. */
const PLACE = '@@SAVED@@'

/** Saves the page as one file that opens from disk, without a server: its script, its styles, and the numbers shown. */
export async function savePageFile(view: PageView): Promise<void> {
  const signal = new AbortController().signal
  const [frame, icon, answer] = await Promise.all([
    fetch(`/page-file.html?lang=${view.locale}`).then((response) => response.text()),
    fetch('/favicon').then((response) => response.arrayBuffer()),
    fetchPage(view.state, signal),
  ])
  const saved: SavedText = {
    search: writePageAddress({ ...view.state, cases: undefined }),
    icon: `data:image/svg+xml;base64,${base64(new Uint8Array(icon))}`,
    // Cases are asked for one by one, and there is nobody to ask.
    meta: { ...view.meta, viewer: { ...view.meta.viewer, cases: false } },
    answer: base64(answer),
  }
  // The first one: the script that follows has the word, too.
  const at = frame.indexOf(PLACE)
  const [head, foot] = [frame.slice(0, at), frame.slice(at + PLACE.length)]
  const text = JSON.stringify(saved).replaceAll('<', '\\u003c')
  const name = fileName([view.say(`nav.${view.head.page}`), view.head.from, view.head.to], 'html')
  saveFile(name, new Blob([head, text, foot], { type: 'text/html;charset=utf-8' }))
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}
