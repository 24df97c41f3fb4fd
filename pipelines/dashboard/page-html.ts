import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import type { Locale } from '../core/locale.ts'
import { message } from '../core/messages.ts'
import type { PageLinks } from './page-links.ts'
import type { Problem } from './problem.ts'

const TEMPLATES = new URL('../../templates/dashboard/', import.meta.url)
type Template = (values: Readonly<Record<string, unknown>>) => string
let page: Template | undefined
let saved: Template | undefined
let notice: Template | undefined

/** The frame of the page, which its script fills. */
export function pageHtml(locale: Locale, links: PageLinks): string {
  page ??= template('page.hbs')
  return page({ ...pageWords(locale), links })
}

/** What a page that is saved as a file holds, with the hashes that its policy allows it by. */
export interface SavedParts {
  readonly code: string
  readonly styles: string
  readonly codeHash: string
  readonly stylesHash: string
}

/** The frame of a page that is saved as a file; `@@SAVED@@` stands where its data goes. */
export function savedPageHtml(locale: Locale, parts: SavedParts): string {
  saved ??= template('saved.hbs')
  return saved({ ...pageWords(locale), ...parts })
}

/** A page that says what is the matter; it asks again by itself where waiting helps. */
export function noticeHtml(locale: Locale, problem: Problem): string {
  notice ??= template('notice.hbs')
  const { code, message: what, fix } = problem
  return notice({
    ...frame(locale),
    code,
    what,
    fix,
    refresh: problem.status === 503,
    again: text(locale, 'state.again'),
  })
}

function pageWords(locale: Locale): Record<string, string> {
  return {
    ...frame(locale),
    loading: text(locale, 'state.loading'),
    noscript: text(locale, 'state.noscript'),
    offline: text(locale, 'state.offline'),
    offlineFix: text(locale, 'state.offline_fix'),
    again: text(locale, 'state.again'),
    home: text(locale, 'state.home'),
  }
}

function frame(locale: Locale): Record<string, string> {
  return { lang: locale, title: text(locale, 'page.title') }
}

function text(locale: Locale, key: string): string {
  return message(locale, 'dashboard', key)
}

function template(name: string): Template {
  return Handlebars.compile(readFileSync(new URL(name, TEMPLATES), 'utf8'), { strict: true })
}
