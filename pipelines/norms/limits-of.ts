import type { Norm } from '../core/norm-schema.ts'

type Limit = Norm['limits'][number]

/** The workspace's time limits that name a requirement, alone (`R001`), in a list or in a range (`R025-R028`). */
export function limitsOf(id: string, limits: readonly Limit[]): Limit[] {
  return limits.filter(({ requirement }) => requirement !== undefined && names(requirement, id))
}

function names(text: string, id: string): boolean {
  return text.split(/[,;\s]+/).some((part) => {
    const [from = '', to = from] = part.split(/[-–]/)
    return from.length === id.length && from <= id && id <= to
  })
}
