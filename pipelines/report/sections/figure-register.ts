import type { Statement } from '../../metrics/metric-query.ts'
import type { Figure } from '../figure.ts'
import type { Words } from '../words.ts'

/**
 * Every figure with the hash of its rows and the statements that gave them. Statements of the same text stand once,
 * numbered, and a figure names the parameters that it ran them with.
 */
export function figureRegister(words: Words, figures: readonly Figure[]) {
  const numbers = new Map<string, string>()
  const numberOf = ({ sql }: Statement) => {
    const number = numbers.get(sql) ?? `S${numbers.size + 1}`
    numbers.set(sql, number)
    return number
  }
  const rows = figures.map((figure) => ({
    ref: figure.ref,
    title: words.titleOf(figure),
    rows: words.count(figure.rows.length),
    sha256: figure.sha256,
    statements: figure.statements.map((statement) => `${numberOf(statement)}${parametersText(statement)}`).join('; '),
  }))
  return {
    title: words.say('appendix.register'),
    intro: words.say('appendix.register_text', { run: words.run.runId }),
    headings: ['ref', 'title', 'rows', 'hash_and_statements'].map((column) => ({
      text: words.say(`columns.${column}`),
      isNumber: column === 'rows',
    })),
    rows,
    statementsTitle: words.say('appendix.statements'),
    statements: [...numbers].map(([sql, number]) => ({ number, sql: sql.trim() })),
  }
}

function parametersText({ parameters }: Statement): string {
  const parts = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`)
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}
