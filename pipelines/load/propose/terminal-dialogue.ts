import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import type { Locale } from '../../core/locale.ts'
import { message } from '../../core/messages.ts'
import type { Ask } from './ask-questions.ts'
import { choiceText, questionText } from './proposal-text.ts'

export interface Dialogue extends Disposable {
  readonly ask: Ask
}

/**
 * Asks on a terminal: the choices by number, Enter to leave it out, `.` or the end of input for no further questions.
 * Other input is asked for again.
 */
export function openDialogue(input: Readable, output: Writable, locale: Locale): Dialogue {
  const lines = createInterface({ input, output, terminal: false })
  const answers = lines[Symbol.asyncIterator]()
  const say = (key: string, values = {}) => message(locale, 'core', `say.map.${key}`, values)
  const ask: Ask = async (question) => {
    const choices = question.choices.map((choice, index) => `  ${index + 1}) ${choiceText(question, choice, locale)}`)
    output.write(`\n${[questionText(question, locale), ...choices].join('\n')}\n`)
    for (;;) {
      output.write(`${say('prompt', { last: question.choices.length })} `)
      const line = await answers.next()
      const text = line.done === true ? '.' : line.value.trim()
      if (text === '.') return undefined
      if (text === '') return ''
      const chosen = /^\d+$/.test(text) ? question.choices[Number(text) - 1] : undefined
      if (chosen !== undefined) return chosen.value
    }
  }
  return { ask, [Symbol.dispose]: () => lines.close() }
}
