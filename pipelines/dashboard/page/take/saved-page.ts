import type { Meta } from '../../api/heads.ts'
import { type Answer, readAnswer } from '../fetch-page.ts'

/** What a page that was saved as a file carries with it instead of a server. */
export interface SavedPage {
  /** The query string that it was saved at. */
  readonly search: string
  /** The product's icon as a data address. */
  readonly icon: string
  readonly meta: Meta
  readonly answer: Answer
}

/** As it stands in the file: the answer's bytes in base 64. */
export interface SavedText {
  readonly search: string
  readonly icon: string
  readonly meta: Meta
  readonly answer: string
}

let known: SavedPage | null | undefined

/** The data of a saved page; undefined on a page that a server sent. */
export function savedPage(): SavedPage | undefined {
  if (known === undefined) known = readSaved(document.getElementById('saved')?.textContent ?? '')
  return known ?? undefined
}

function readSaved(text: string): SavedPage | null {
  if (text.trim() === '') return null
  const { answer, ...rest } = JSON.parse(text) as SavedText
  const bytes = Uint8Array.from(atob(answer), (character) => character.charCodeAt(0))
  return { ...rest, answer: readAnswer(bytes) }
}
