import type { ChartTheme } from './chart-theme.ts'

/** What a point of a control chart is part of, the weightiest first: its shape. */
export const RULE_MARKS = ['outside', 'shift', 'trend', 'pattern'] as const
export type RuleMark = (typeof RULE_MARKS)[number]

/** Which way the special cause goes: its filling. */
export type Side = 'concern' | 'improvement' | 'neutral'

/** The mark of a point that is part of the rules named (as marts.signal names them); null for none. */
export function ruleMark(rules: readonly string[]): RuleMark | null {
  const [rule] = RULE_MARKS.filter((mark) => rules.some((name) => FITS[mark].test(name)))
  return rule ?? null
}

const FITS: Readonly<Record<RuleMark, RegExp>> = {
  outside: /^outside_limits$/,
  shift: /^(shift_\d+|anhoej)$/,
  trend: /^trend_\d+$/,
  pattern: /./,
}

/** Shapes as Vega knows them; their order is that of RULE_MARKS. */
export const MARK_SHAPES: Readonly<Record<RuleMark, string>> = {
  outside: 'diamond',
  shift: 'square',
  trend: 'triangle-up',
  pattern: 'cross',
}

/** Filled to the worse, hollow to the better, grey where neither is better: told apart in black and white too. */
export function sideColours(theme: ChartTheme, side: Side): { readonly fill: string; readonly stroke: string } {
  switch (side) {
    case 'concern':
      return { fill: theme.concern, stroke: theme.concern }
    case 'improvement':
      return { fill: theme.surface, stroke: theme.improvement }
    case 'neutral':
      return { fill: theme.muted, stroke: theme.muted }
  }
}
