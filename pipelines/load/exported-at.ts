import { HuiyinError } from '../core/errors.ts'
import type { Source } from '../core/source-schema.ts'

/**
 * When an export was made, as `YYYY-MM-DD HH:MM:00 Zone`, read from the file's name (a date as 20260105, 2026-01-05 or
 * 2026_01_05); null where the mapping declares no pattern. Throws HY-L-006 where the name does not fit the pattern.
 */
export function exportedAt(name: string, source: Source, timezone: string): string | null {
  if (source.exported_at === undefined) return null
  const digits = new RegExp(source.exported_at.filename).exec(name)?.[1]?.replaceAll(/\D/g, '') ?? ''
  const date = /^(\d{4})(\d{2})(\d{2})$/.exec(digits)
  if (date === null) {
    throw new HuiyinError('HY-L-006', {
      file: name,
      reason: `the name holds no date that ${source.exported_at.filename} finds`,
    })
  }
  return `${date[1]}-${date[2]}-${date[3]} ${source.exported_at.time}:00 ${timezone}`
}
