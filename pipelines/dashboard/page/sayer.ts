import type { MessageTree, Meta } from '../api/heads.ts'

/** A text of the page in its language, with `{name}` replaced; the key itself where there is none. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

export function sayer({ messages }: Pick<Meta, 'messages'>): Say {
  return (key, values = {}) => {
    let node: MessageTree | string | undefined = messages
    for (const part of key.split('.')) node = typeof node === 'object' ? node[part] : undefined
    if (typeof node !== 'string') return key
    return node.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }
}
