import { readFileSync } from 'node:fs'
import type { Locale, Localised } from './locale.ts'

export type MessageArea = 'core' | 'catalogue' | 'report' | 'dashboard' | 'mail' | 'norms' | 'analyse' | 'seal'
/** What fills a message: a value that has a text a language gives that of the message's. */
export type MessageValues = Readonly<Record<string, string | number | Localised>>
type Tree = { readonly [key: string]: string | Tree }

const loaded = new Map<string, Tree>()

/**
 * The text of one message in one language, with `{name}` replaced from `values`.
 * A message that is missing is an error of ours, found by a test that compares the keys of the three languages.
 */
export function message(locale: Locale, area: MessageArea, key: string, values: MessageValues = {}): string {
  const text = findMessage(locale, area, key)
  if (text === undefined) throw new Error(`no message ${area}:${key} in ${locale}`)
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return String(typeof value === 'object' ? value[locale] : (value ?? whole))
  })
}

/** As `message`, or undefined where there is none: for labels of values that come from data. */
export function findMessage(locale: Locale, area: MessageArea, key: string): string | undefined {
  let node: string | Tree | undefined = messageTree(locale, area)
  for (const part of key.split('.')) {
    if (node === undefined || typeof node === 'string' || !Object.hasOwn(node, part)) return undefined
    node = node[part]
  }
  return typeof node === 'string' ? node : undefined
}

/** All messages of an area, for templates and for the dashboard's page. */
export function messageTree(locale: Locale, area: MessageArea): Tree {
  const id = `${locale}/${area}`
  const known = loaded.get(id)
  if (known !== undefined) return known
  const file = new URL(`../../templates/messages/${id}.json`, import.meta.url)
  const tree = JSON.parse(readFileSync(file, 'utf8')) as Tree
  loaded.set(id, tree)
  return tree
}
