import type { PageName, Part } from './pages.ts'

/** What stands in front of a page's tables: the state that was answered, with the server's own choices filled in. */
export interface PageHead {
  readonly page: PageName
  readonly run_id: string
  readonly as_of: string
  /** Local days, both inside. */
  readonly from: string
  readonly to: string
  readonly period: string
  readonly metrics: readonly string[]
  readonly by: readonly string[]
  /** As it was applied: a department's viewer has its department here, whatever was asked for. */
  readonly where: Readonly<Record<string, readonly string[]>>
  /** Metrics left out since their fact lacks a dimension of the filter or of the slices. */
  readonly left_out: readonly string[]
  /** The Pareto chart: named values, how many of them make 80 % and their share; null where nothing stands out. */
  readonly vital?: {
    readonly values: number
    readonly few: number | null
    readonly share: number | null
    readonly total: number
  }
  /** Explore, by metric: how many groups there are in the whole range, and their n in all; fewer may have been sent. */
  readonly groups?: Readonly<Record<string, { readonly count: number; readonly n: number }>>
  /** Days that the change of the 5W1H cells is told against. */
  readonly before?: { readonly from: string; readonly to: string } | null
}

/** What stands in front of the table `cases`. */
export interface CasesHead extends Omit<PageHead, 'page' | 'period' | 'by' | 'left_out'> {
  readonly part: Part
  /** All cases behind the mark, and the page of them that is sent, from 1. */
  readonly total: number
  readonly number: number
  readonly pages: number
}

/** What the page needs to know beside its numbers, in one language: the answer of `/api/meta`. */
export interface Meta {
  readonly locale: string
  readonly organisation: string
  readonly run: { readonly id: string; readonly as_of: string; readonly timezone: string; readonly version: string }
  /** First local day of the complaints, and the local day of the as-of. */
  readonly days: { readonly first: string; readonly last: string }
  readonly files: number
  readonly quarantined: number
  readonly viewer: Viewing
  readonly dimensions: readonly MetaDimension[]
  readonly metrics: readonly MetaMetric[]
  /** The texts of the area `dashboard`. */
  readonly messages: MessageTree
}

export const ROLES = ['manager', 'department', 'auditor'] as const
export type Role = (typeof ROLES)[number]

/** Who looks, and what that person may see. */
export interface Viewing {
  /** Null on loopback without login. */
  readonly name: string | null
  readonly role: Role
  readonly department: string | null
  readonly pages: readonly PageName[]
  readonly cases: boolean
}

export interface MetaDimension {
  readonly name: string
  readonly title: string
  /** what, why, when, where, who or how */
  readonly question: string
  readonly facts: readonly string[]
  /** Most frequent first, the word for a blank is `unknown`; those of the complaints only, at most 200. */
  readonly values: readonly { readonly value: string; readonly label: string; readonly n: number }[]
}

export interface MetaMetric {
  readonly name: string
  readonly title: string
  readonly definition: string
  readonly fact: string
  readonly unit: string
  /** The unit in words, where it is not the per cent sign. */
  readonly unitLabel: string
  readonly decimals?: number | undefined
  readonly target?: { readonly value: number; readonly comparator: string } | undefined
  readonly kind: string
  readonly chart: 'line' | 'bar'
  readonly direction: 'up' | 'down' | 'none'
  readonly smallest_n: number
  readonly requirements: readonly string[]
  /** The dimensions that it can be sliced and filtered by. */
  readonly dimensions: readonly string[]
  /** False where no month of the snapshot has anything that it could be computed from. */
  readonly available: boolean
}

export type MessageTree = { readonly [key: string]: string | MessageTree }
