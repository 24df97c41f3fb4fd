import { expect, test } from 'vitest'
import { sourceSchema } from '../../../../pipelines/core/source-schema.ts'
import { codeOf, codeOfSimplified, likelyCode } from '../../../../pipelines/load/propose/code-words.ts'
import { stagingMacros } from '../../../../pipelines/load/staging-macros.ts'
import { openForWriting } from '../../../../pipelines/warehouse/database.ts'
import { execute, queryRows } from '../../../../pipelines/warehouse/query.ts'
import codes from '../../../../sql/codes.json' with { type: 'json' }

test('a word has the code that loading gives it, in every list', async () => {
  const source = sourceSchema.parse({ source: 'x', entity: 'complaint', files: ['*'], columns: {} })
  await using database = await openForWriting(':memory:')
  for (const macro of stagingMacros(source, 'Asia/Shanghai')) await execute(database.connection, macro)
  const differing: string[] = []
  for (const [list, members] of Object.entries(codes as Record<string, Record<string, readonly string[]>>)) {
    const words = [...Object.keys(members), ...Object.values(members).flat(), ' Ｐｈｏｎｅ ', 'IN PROGRESS', '抖音私信']
    const rows = await queryRows<{ word: string; code: string }>(
      database.connection,
      `select word, code_of_${list}(word) as code from (select unnest($words::varchar[]) as word)`,
      { words: words as never },
    ).catch(async () =>
      queryRows<{ word: string; code: string }>(
        database.connection,
        `select word, code_of_${list}(word) as code from (values ${words.map((word) => `('${word.replaceAll("'", "''")}')`).join(', ')}) as given(word)`,
      ),
    )
    for (const { word, code } of rows)
      if ((codeOf(list, word) ?? 'unmapped') !== code) differing.push(`${list} ${word}: ${code}`)
  }
  expect(differing).toEqual([])
})

test('other script is the same word; a part of a word is a guess, and only where it is one code’s', () => {
  expect(codeOf('status', '已結案')).toBe('closed')
  expect(codeOf('tier', '潜在')).toBe('potential')
  expect(codeOf('status', '關單')).toBeUndefined()
  expect(codeOfSimplified('channel', '實體店')).toBe('shop')
  expect(likelyCode('channel', '微信公众号')).toBe('social')
  expect(likelyCode('status', 'Closed with explanation')).toBe('closed')
  expect(likelyCode('channel', '抖音私信')).toBeUndefined()
})
