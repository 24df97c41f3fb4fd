import type { PageHead } from '../../api/heads.ts'

/** The days of some periods, as far as the answered range holds them: a period may reach beyond it. */
export function withinRange({ from, to }: Pick<PageHead, 'from' | 'to'>, first: string, last: string) {
  const [earliest = from] = [from, first].sort().slice(-1)
  const [latest = to] = [to, last].sort()
  return { from: earliest, to: latest }
}
