import { stringify } from 'yaml'
import { message } from '../core/messages.ts'
import { periodsBetween } from '../metrics/periods.ts'
import type { Asking } from './asking.ts'

type Section = Readonly<Record<string, unknown>> & { readonly section: string }

const MOST_PERIODS = 53
const LEAST_PERIODS = 2
const REFERENCE_PERIODS = 4

/**
 * The definition of a report that shows what the page shows, with the same filters and periods, as YAML to be put under
 * `reports/` of the workspace; its sections may as well go into a report that is there.
 */
export function viewDefinition(asking: Asking): string {
  const { period, page } = asking.state
  const definition = {
    report: `view-${page}`,
    title: message(asking.locale, 'dashboard', 'page.title'),
    period: period === 'day' ? 'week' : period,
    ...(Object.keys(filtersOf(asking)).length === 0 ? {} : { filters: filtersOf(asking) }),
    sections: [{ section: 'cover' }, ...sectionsOf(asking), { section: 'appendix', files: 10 }],
  }
  return stringify(definition)
}

function filtersOf({ where }: Asking): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(where).filter(([, values]) => values.length > 0))
}

function sectionsOf(asking: Asking): Section[] {
  const { page, metrics, by, from, to, period } = asking.state
  const unit = period === 'day' ? 'week' : period
  const periods = Math.min(MOST_PERIODS, Math.max(LEAST_PERIODS, periodsBetween(from, to, unit).length))
  const headline = {
    section: 'headline',
    reference_periods: REFERENCE_PERIODS,
    metrics: metrics.map((metric) => ({ metric })),
  }
  const trends = { section: 'trends', periods, metrics: [...metrics] }
  const what = { section: 'what', dimension: by[0] ?? 'category', most: 12, reference_periods: REFERENCE_PERIODS }
  switch (page) {
    case 'complaints':
      return [what, { section: 'questions', top: 5, reference_periods: REFERENCE_PERIODS }, trends]
    case 'timeliness':
      return [{ section: 'limits' }, { section: 'open_cases', most: 50 }, trends]
    default:
      return metrics.length === 0 ? [] : [headline, trends]
  }
}
