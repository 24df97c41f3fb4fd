// What the page is made of. Shared with its script: no Node here.

/** The dimensions of the filter bar, in its order. */
export const FILTER_DIMENSIONS = ['channel', 'category', 'department'] as const
export type FilterDimension = (typeof FILTER_DIMENSIONS)[number]

/** The dimensions that time limits can be compared by. */
export const COMPARED_DIMENSIONS = ['channel', 'department'] as const
export type ComparedDimension = (typeof COMPARED_DIMENSIONS)[number]

/** Metrics of the tiles, in their order. */
export const HEADLINE_METRICS = [
  'complaints_received',
  'on_time_resolution',
  'first_response_on_time',
  'csat_top2',
  'nps',
  'backlog',
  'response_rate',
] as const

/** Metrics of the comparison by channel or department. */
export const COMPARED_METRICS = ['on_time_resolution', 'first_response_on_time'] as const
export type ComparedMetric = (typeof COMPARED_METRICS)[number]

/** The metric whose sums the Pareto chart ranks, and the trend's until another is chosen. */
export const RANKED_METRIC = 'complaints_received'

/** So many periods a chart can still tell apart; it also bounds the size of an answer. */
export const MOST_PERIODS = 800

export { UNKNOWN as BLANK } from '../metrics/unknown-value.ts'
