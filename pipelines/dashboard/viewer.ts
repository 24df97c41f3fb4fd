import type { Role, Viewing } from './api/heads.ts'
import { PAGES, type PageName } from './api/pages.ts'
import { RefusedRequest } from './refused-request.ts'

/** Who asks, and which department limits what is answered. */
export interface Viewer {
  /** Null on loopback without login. */
  readonly name: string | null
  readonly role: Role
  /** Set for the role `department`, and for no other. */
  readonly department: string | null
}

/** Whoever sits at the machine itself. */
export const LOCAL_VIEWER: Viewer = { name: null, role: 'manager', department: null }

/** Pages that tell of all departments at once, with nothing to limit them by. */
const OF_ALL_DEPARTMENTS: readonly PageName[] = ['norms', 'quality']

/** What a viewer may see, for the page. */
export function viewingOf({ name, role, department }: Viewer): Viewing {
  const pages = PAGES.filter((page) => role !== 'department' || !OF_ALL_DEPARTMENTS.includes(page))
  return { name, role, department, pages, cases: role !== 'department' }
}

/**
 * The filter that every query of a viewer ends with, whatever was asked for: it is laid over the filters asked for, so
 * that no parameter takes it away or widens it.
 */
export function scopeOf({ department }: Viewer): Readonly<Record<string, readonly string[]>> {
  return department === null ? {} : { department: [department] }
}

/** Throws a refusal where the page is not the viewer's. */
export function checkPage(viewer: Viewer, page: PageName): void {
  if (!viewingOf(viewer).pages.includes(page)) throw new RefusedRequest('forbidden')
}

/** Throws a refusal where the viewer may not see cases. */
export function checkCases(viewer: Viewer): void {
  if (!viewingOf(viewer).cases) throw new RefusedRequest('forbidden')
}
