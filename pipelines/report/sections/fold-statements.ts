/** Stands in a folded text where each of those that it stands for has something of its own. */
export const HOLE = '□'

/** Statements that are the same but in one place, as one text. */
export interface FoldedStatement {
  /** The text, with `HOLE` in each place where they differ, and `E1` or `E1(part)` for expressions that recur. */
  readonly sql: string
  /** What stands for `HOLE`, for each; empty where a single statement is meant. */
  readonly members: readonly { readonly number: string; readonly part: string }[]
}

export interface FoldedStatements {
  readonly statements: readonly FoldedStatement[]
  /** What `E1`, `E2` … stand for: with `HOLE` for what is named in brackets. */
  readonly expressions: readonly { readonly name: string; readonly sql: string }[]
}

/** Shorter expressions do not become shorter by a name. */
const LONG_EXPRESSION = 40
/** An expression with a part of its own is worth a name from this many on; one that is repeated as it is from two. */
const FEWEST_PARTS = 3
/** A column of a select, or a select that stands on one line, as those of a union do. */
const COLUMN = /^(\s*(?:select )?)(\S.*)( as \w+,?)$/
const SELECT = /^()(select \S.* from \S+)()$/
const WORD = /(?<![\w$])[a-z_]\w*(?![\w(])/g

/**
 * Statements, most of which differ in little, as few short texts. Nothing is lost: with the parts put back in, each
 * is what it was but for white space.
 * @param statements number, such as `S1`, to text, none of which twice
 */
export function foldStatements(statements: ReadonlyMap<string, string>): FoldedStatements {
  const families: Family[] = []
  for (const [number, sql] of statements) {
    const lines = sql.trim().split('\n')
    const family = sql.includes(HOLE) ? undefined : families.find((known) => joins(known, lines))
    if (family === undefined) families.push({ lines, at: undefined, members: [{ number, lines }] })
    else {
      family.at = differingLines(family.lines, lines)[0]
      family.members.push({ number, lines })
    }
  }
  const folded = families.map(foldFamily)
  const names = expressionNames(folded.flatMap(({ lines }) => lines))
  return {
    statements: folded.map(({ lines, members }) => ({
      sql: oneLineEach(lines.map((line) => shortened(line, names))),
      members,
    })),
    expressions: [...names].map(([sql, name]) => ({ name, sql })),
  }
}

interface Family {
  readonly lines: readonly string[]
  /** Which line differs. */
  at: number | undefined
  readonly members: { readonly number: string; readonly lines: readonly string[] }[]
}

function joins({ lines, at }: Family, others: readonly string[]): boolean {
  const differing = differingLines(lines, others)
  return lines.length > 3 && differing.length === 1 && (at === undefined || at === differing[0])
}

function differingLines(lines: readonly string[], others: readonly string[]): number[] {
  if (lines.length !== others.length) return lines.map((_line, index) => index)
  return lines.flatMap((line, index) => (line === others[index] ? [] : [index]))
}

function foldFamily({ lines, at, members }: Family) {
  if (at === undefined) return { lines, members: members.map(({ number }) => ({ number, part: '' })) }
  const own = members.map((member) => member.lines[at] ?? '')
  const head = commonStart(own)
  const tail = commonStart(own.map((line) => reversed(line.slice(head.length)))).length
  return {
    lines: lines.with(at, `${head}${HOLE}${(own[0] ?? '').slice((own[0] ?? '').length - tail)}`),
    members: members.map(({ number }, index) => {
      const line = own[index] ?? ''
      return { number, part: line.slice(head.length, line.length - tail) }
    }),
  }
}

/** Up to the last place between words. */
function commonStart(texts: readonly string[]): string {
  const [first = '', ...others] = texts
  let length = 0
  while (length < first.length && others.every((text) => text[length] === first[length])) length += 1
  while (length > 0 && /\w/.test(first[length - 1] ?? '')) length -= 1
  return first.slice(0, length)
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}

/** Expressions that are worth a name, with `HOLE` in them or without: the ones that shorten most come first. */
function expressionNames(lines: readonly string[]): Map<string, string> {
  const expressions = lines.flatMap((line) => {
    const [, , expression = ''] = partsOf(line)
    return expression.length < LONG_EXPRESSION || expression.includes(HOLE) ? [] : [expression]
  })
  const users = new Map<string, Set<number>>()
  for (const [index, expression] of expressions.entries())
    for (const { shape } of shapesOf(expression)) users.set(shape, (users.get(shape) ?? new Set()).add(index))
  const bySaving = [...users].sort(([a, these], [b, those]) => those.size * b.length - these.size * a.length)
  const [named, left] = [new Map<string, string>(), new Set(expressions.keys())]
  for (const [shape, indexes] of bySaving) {
    const mine = [...indexes].filter((index) => left.has(index))
    if (mine.length < (shape.includes(HOLE) ? FEWEST_PARTS : 2)) continue
    named.set(shape, `E${named.size + 1}`)
    for (const index of mine) left.delete(index)
  }
  return named
}

/** The expression as it is, and with each of its words left open. */
function shapesOf(expression: string): { shape: string; part: string }[] {
  const words = [...new Set(expression.match(WORD))]
  const open = words.map((part) => ({ part, shape: expression.replaceAll(wordOf(part), HOLE) }))
  return [{ shape: expression, part: '' }, ...open]
}

function wordOf(part: string): RegExp {
  return new RegExp(`(?<![\\w$])${part}(?![\\w(])`, 'g')
}

function partsOf(line: string): readonly string[] {
  return COLUMN.exec(line) ?? SELECT.exec(line) ?? []
}

function shortened(line: string, names: ReadonlyMap<string, string>): string {
  const [, start = '', expression = '', end = ''] = partsOf(line)
  for (const { shape, part } of expression === '' ? [] : shapesOf(expression)) {
    const name = names.get(shape)
    if (name !== undefined) return `${start}${name}${part === '' ? '' : `(${part})`}${end}`
  }
  return line
}

/** A column stands on a line of its own in the statement; on paper they follow each other. */
function oneLineEach(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replaceAll(/(,|\bselect)\n\s*/g, '$1 ')
    .replaceAll(/(E\d+\(\w+\))\nunion all\n(?=E)/g, '$1 union all ')
}
