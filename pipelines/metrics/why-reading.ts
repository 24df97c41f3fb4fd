import type { Locale } from '../core/locale.ts'
import type { MartRow } from '../warehouse/fill-mart.ts'
import { count, number, say, text } from './row-words.ts'

/** So much of an answer is told: it is written by hand, and may be long. */
const LONGEST = 120

/** How far an action's chain of whys goes, and to what: its rows of `marts.five_why`, in their order. Null without rows. */
export function fiveWhyReading(locale: Locale, rows: readonly MartRow[]): string | null {
  const root = rows.find((row) => row['is_root'] === true)
  if (root === undefined) return null
  const isActionable = root['is_root_actionable'] ?? null
  const verdict = isActionable === null ? 'unsaid' : isActionable === true ? 'actionable' : 'not_actionable'
  return say(locale, `five_why.${verdict}`, {
    action: shortened(text(root, 'title') || text(root, 'improvement_id')),
    answered: count(locale, number(root, 'why_depth')),
    root: shortened(text(root, 'answer')),
  })
}

function shortened(words: string): string {
  const letters = [...words]
  return letters.length <= LONGEST ? words : `${letters.slice(0, LONGEST - 1).join('')}…`
}
