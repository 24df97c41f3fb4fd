import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import type { Locale } from '../core/locale.ts'
import { message } from '../core/messages.ts'
import type { DictionaryTable } from './dictionary-tables.ts'

const TEMPLATE = new URL('../../templates/dictionary/dictionary.hbs', import.meta.url)

/** The dictionary as one page that loads nothing and runs no script; every cell is escaped. */
export function dictionaryHtml(tables: readonly DictionaryTable[], locale: Locale): string {
  const template = Handlebars.compile(readFileSync(TEMPLATE, 'utf8'), { strict: true })
  return template({ locale, title: title(locale), intro: intro(locale), tables })
}

/** The dictionary as Markdown; what has a meaning there, in tables or as HTML, is escaped. */
export function dictionaryMarkdown(tables: readonly DictionaryTable[], locale: Locale): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  const parts = tables.map(({ title, headings, rows }) =>
    [`## ${cell(title)}`, '', line(headings), line(headings.map(() => '---')), ...rows.map(line), ''].join('\n'),
  )
  return [`# ${title(locale)}`, '', cell(intro(locale)), '', ...parts].join('\n')
}

function title(locale: Locale): string {
  return message(locale, 'norms', 'dictionary.title')
}

function intro(locale: Locale): string {
  return message(locale, 'norms', 'dictionary.intro')
}

function cell(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r?\n/g, '<br>')
}
