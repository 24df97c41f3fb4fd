import { foldText } from './fold-unit.ts'

/** Texts at most that clauses are looked for in. */
export const BOILERPLATE_SAMPLE = 40_000
const BLOCKS = 4
/** A clause of a form stands in at least so many texts of the sample, and in this share of them. */
const LEAST_TEXTS = 10
const LEAST_SHARE = 0.03
const CLAUSE = /[^,.!?;:。、·…\r\n]+/g
/** A shorter clause is a word, not the wording of a form. */
const LEAST_UNITS = 4

/**
 * The clauses, folded, that belong to forms and habits rather than to a matter: they recur in every quarter of the texts,
 * which stand in order of receipt, so that the wording of a new batch is not among them.
 */
export function findBoilerplate(texts: readonly string[]): ReadonlySet<string> {
  const step = Math.max(1, texts.length / BOILERPLATE_SAMPLE)
  const sampled = Math.min(BOILERPLATE_SAMPLE, texts.length)
  const counts = new Map<string, number[]>()
  for (let at = 0; at < sampled; at += 1) {
    const block = Math.floor((at * BLOCKS) / sampled)
    for (const clause of new Set(clausesOf(texts[Math.floor(at * step)] ?? ''))) {
      const blocks = counts.get(clause) ?? new Array<number>(BLOCKS).fill(0)
      blocks[block] = (blocks[block] ?? 0) + 1
      counts.set(clause, blocks)
    }
  }
  const least = Math.max(LEAST_TEXTS, sampled * LEAST_SHARE)
  const isForm = (blocks: number[]) =>
    blocks.reduce((sum, count) => sum + count, 0) >= least && blocks.every((count) => count >= least / BLOCKS / 3)
  return new Set([...counts].filter(([, blocks]) => isForm(blocks)).map(([clause]) => clause))
}

/** The text with its boilerplate clauses blanked out, at its own length. A text of nothing else stays as it is. */
export function withoutBoilerplate(text: string, boilerplate: ReadonlySet<string>): string {
  if (boilerplate.size === 0) return text
  let rest = ''
  let from = 0
  for (const match of foldText(text).matchAll(CLAUSE)) {
    if (!boilerplate.has(match[0].trim())) continue
    rest += text.slice(from, match.index) + ' '.repeat(match[0].length)
    from = match.index + match[0].length
  }
  rest += text.slice(from)
  return /[\p{L}\p{S}]/u.test(rest) ? rest : text
}

function clausesOf(text: string): string[] {
  return (foldText(text.slice(0, 2000)).match(CLAUSE) ?? [])
    .map((clause) => clause.trim())
    .filter((clause) => clause.length >= LEAST_UNITS)
}
