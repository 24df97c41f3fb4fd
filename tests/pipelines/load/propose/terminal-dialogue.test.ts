import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { askQuestions } from '../../../../pipelines/load/propose/ask-questions.ts'
import { chooseEntity } from '../../../../pipelines/load/propose/choose-entity.ts'
import { openDialogue } from '../../../../pipelines/load/propose/terminal-dialogue.ts'
import { csv, ENTITIES, lookAt, rowsOf } from './proposal-of.ts'

/** What a proposal becomes when a person types these lines, and what was shown. */
async function dialogue(text: string, typed: string) {
  const look = await lookAt('a.csv', text)
  const [input, output] = [new PassThrough(), new PassThrough()]
  let shown = ''
  output.on('data', (chunk: Buffer) => {
    shown += String(chunk)
  })
  input.end(typed)
  using open = openDialogue(input, output, 'en')
  const proposal = await askQuestions(look, chooseEntity(look, ENTITIES), { source: 'a' }, open.ask)
  return { proposal, shown }
}

const DATES = csv(
  ['投诉编号', '投诉时间', '状态', '投诉渠道'],
  rowsOf(9, (n) => [`T${n}0`, `0${1 + n}/04/2026`, '新建', n === 0 ? '抖音私信' : '电话']),
)

describe('answers', () => {
  test('numbers choose, Enter leaves out, what is no choice is asked for again', async () => {
    const { proposal, shown } = await dialogue(DATES, '7\nx\n2\n\n')
    expect(proposal.mapping.dates).toEqual(['%d/%m/%Y'])
    expect(proposal.mapping.columns).toEqual({
      complaint_id: '投诉编号',
      channel: '投诉渠道',
      received_at: '投诉时间',
      status: '状态',
    })
    expect(proposal.questions).toEqual([])
    expect(shown).toContain('Day or month first? Columns: 投诉时间')
    expect(shown).toContain('2) %d/%m/%Y (2026-04-01 – 2026-04-09)')
    expect(shown).toContain('channel: no code for “抖音私信” (1 rows)')
    expect(shown).toContain('social – Social media')
  })

  test('a value gets the code that was chosen', async () => {
    const { proposal } = await dialogue(DATES, '2\n6\n')
    expect(proposal.mapping.columns['channel']).toEqual({ from: '投诉渠道', values: { 抖音私信: 'social' } })
  })

  test.each(['.\n', ''])('a full stop or the end of input leaves the rest open', async (typed) => {
    const { proposal } = await dialogue(DATES, typed)
    expect(proposal.questions.map(({ kind }) => kind)).toEqual(['order', 'value'])
    expect(proposal.missing).toEqual(['received_at'])
  })
})

test('later questions follow from earlier answers: the entity, then what it needs', async () => {
  const text = csv(
    ['甲编号', '乙时刻', '丙'],
    rowsOf(9, (n) => [`KX-${100 + n}`, `2026-03-0${1 + n} 08:00`, '电话']),
  )
  const { proposal, shown } = await dialogue(text, '.\n')
  expect(shown).toContain('What does the file hold?')
  const number = /(\d+)\) complaint/.exec(shown)?.[1] ?? ''
  const answered = await dialogue(text, `${number}\n1\n1\n\n\n\n`)
  expect(proposal.isEntitySure).toBe(false)
  expect(answered.proposal.isEntitySure).toBe(true)
  expect(answered.proposal.mapping.columns).toMatchObject({ received_at: '乙时刻', complaint_id: '甲编号' })
})
