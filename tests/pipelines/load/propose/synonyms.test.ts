import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { simplified } from '../../../../pipelines/core/simplified.ts'
import { ENTITIES } from './proposal-of.ts'

const synonyms = JSON.parse(readFileSync('sql/synonyms.json', 'utf8')) as Record<
  string,
  Record<string, Record<string, string[]>>
>

describe.each(ENTITIES.map((entity) => [entity.name, entity] as const))('%s', (name, entity) => {
  test('no name stands for two fields', () => {
    const owners = new Map<string, string>()
    const clashes: string[] = []
    for (const [field, names] of entity.names.namesOf) {
      for (const folded of names.slice(0, -1)) {
        const owner = owners.get(folded) ?? field
        if (owner !== field) clashes.push(`${folded}: ${owner}, ${field}`)
        owners.set(folded, field)
      }
    }
    expect(clashes).toEqual([])
  })

  test('the names belong to fields that there are', () => {
    const fields = entity.fields.map((field) => field.name)
    expect(Object.keys(synonyms[name] ?? {}).filter((field) => !fields.includes(field))).toEqual([])
  })

  test('each field has a name in Chinese and in English', () => {
    const nameless = entity.fields.filter((field) => {
      const names = entity.names.namesOf.get(field.name) ?? []
      return (
        !names.some((folded) => /[\u4e00-\u9fff]/.test(folded)) || !names.some((folded) => /^[a-z ]+$/.test(folded))
      )
    })
    expect(nameless.map((field) => field.name)).toEqual([])
  })
})

test('every traditional character of names, labels and codes is simplified', () => {
  const decoder = new TextDecoder('gb18030')
  const standard = new Set<string>()
  for (let high = 0xb0; high <= 0xf7; high += 1)
    for (let low = 0xa1; low <= 0xfe; low += 1) standard.add(decoder.decode(Uint8Array.of(high, low)))
  const texts = ['sql/synonyms.json', 'sql/codes.json', 'templates/messages/zh-TW/catalogue.json']
  const characters = new Set(texts.flatMap((file) => [...readFileSync(file, 'utf8')]))
  const left = [...characters].filter(
    (character) => /[\u4e00-\u9fff]/.test(character) && !standard.has(simplified(character)),
  )
  expect(left.join('')).toBe('')
})
