import type { Statement } from '../../metrics/metric-query.ts'
import type { Figure } from '../figure.ts'
import type { Words } from '../words.ts'
import { foldStatements, HOLE } from './fold-statements.ts'

/**
 * Every figure with the hash of its rows and the statements that gave them. Statements of the same text stand once,
 * numbered, those that differ in one place are folded, and a figure names the parameters that it ran them with.
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
    statements: statementsText(figure.statements, numberOf),
  }))
  return {
    title: words.say('appendix.register'),
    intro: words.say('appendix.register_text', { run: words.run.runId }),
    headings: ['ref', 'title', 'rows', 'hash_and_statements'].map((column) => ({
      text: words.say(`columns.${column}`),
      isNumber: column === 'rows',
    })),
    rows,
    ...statementsView(words, numbers),
  }
}

/** Those that ran with the same parameters stand before them together. */
function statementsText(statements: readonly Statement[], numberOf: (statement: Statement) => string): string {
  const byParameters = Map.groupBy(statements, parametersText)
  return [...byParameters]
    .map(([parameters, these]) => `${runsOf([...new Set(these.map(numberOf))]).join(', ')}${parameters}`)
    .join('; ')
}

function statementsView(words: Words, numbers: ReadonlyMap<string, string>) {
  const { statements, expressions } = foldStatements(new Map([...numbers].map(([sql, number]) => [number, sql])))
  return {
    statementsTitle: words.say('appendix.statements'),
    statementsText: words.say('appendix.statements_text', { hole: HOLE }),
    statements: [
      ...statements.map(({ sql, members }) => ({
        number: runsOf(members.map(({ number }) => number)).join(', '),
        sql,
        parts:
          members.length > 1
            ? `${HOLE}: ${members.map(({ number, part }) => `${number} ${part || '–'}`).join(', ')}`
            : '',
      })),
      ...expressions.map(({ name, sql }) => ({ number: name, sql, parts: '' })),
    ],
  }
}

/** Three or more in a row by their first and last: `S4`, `S7–S9`. */
function runsOf(names: readonly string[]): string[] {
  const runs: string[][] = []
  for (const name of names) {
    const last = runs.at(-1)
    if (last !== undefined && place(name) === place(last.at(-1) ?? '') + 1) last.push(name)
    else runs.push([name])
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run))
}

function place(name: string): number {
  return Number(name.slice(1))
}

function parametersText({ parameters }: Statement): string {
  const parts = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`)
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}
