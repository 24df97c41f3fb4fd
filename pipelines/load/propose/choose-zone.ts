import type { ColumnMatch } from './column-match.ts'
import { shareOf } from './field-verdict.ts'

const NEARLY_ALL = 0.98

/** UTC where every column of instants says so, in its name or in its values; else the workspace's zone holds. */
export function chooseZone(sure: ReadonlyMap<string, ColumnMatch>): 'UTC' | undefined {
  const instants = [...sure.values()].filter(({ field, column }) => field.kind === 'instant' && column.filled > 0)
  const saysUtc = ({ column }: ColumnMatch) =>
    /\b(?:UTC|GMT)\b(?![+-])/i.test(column.name) ||
    shareOf(column, (value) => / ?(?:UTC|GMT)$/.test(value)) >= NEARLY_ALL
  return instants.length > 0 && instants.every(saysUtc) ? 'UTC' : undefined
}
