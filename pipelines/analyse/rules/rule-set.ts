import type { RuleHits } from './rule-hits.ts'

/** Rule → what it says of each point. */
export type RuleSet = Readonly<Record<string, RuleHits>>

/** The rules that a point completes or is part of, in the order of the set. */
export function rulesAt(rules: RuleSet, index: number): string[] {
  return Object.keys(rules).filter((name) => rules[name]?.part[index] !== 0)
}

/** Whether any rule is completed anywhere. */
export function anySignal(rules: RuleSet): boolean {
  return Object.values(rules).some((hits) => hits.completes.some((direction) => direction !== 0))
}
