// The server's contract with the page, shared by both: no Node in this folder.

/** The pages of the dashboard, in the order of its navigation. */
export const PAGES = [
  'overview',
  'complaints',
  'timeliness',
  'satisfaction',
  'signals',
  'improvement',
  'norms',
  'quality',
  'explore',
] as const
export type PageName = (typeof PAGES)[number]

/** Metrics that a page opens with until others are chosen; the first is the one of its trend and comparison. */
export const PAGE_METRICS: Readonly<Record<PageName, readonly string[]>> = {
  overview: [
    'complaints_received',
    'on_time_resolution',
    'first_response_on_time',
    'registration_on_time',
    'csat_top2',
    'nps',
    'response_rate',
    'backlog',
  ],
  complaints: ['complaints_received'],
  timeliness: ['on_time_resolution'],
  satisfaction: ['csat_top2'],
  signals: ['complaints_received'],
  improvement: [
    'actions',
    'actions_closed',
    'actions_overdue',
    'actions_evidenced',
    'actions_reviewed',
    'actions_preventive',
  ],
  norms: [],
  quality: [],
  explore: ['complaints_received'],
}

/** Dimensions that a page opens with; the second is the drill-down. */
export const PAGE_DIMENSIONS: Readonly<Record<PageName, readonly string[]>> = {
  overview: [],
  complaints: ['category'],
  timeliness: ['department'],
  satisfaction: ['channel'],
  signals: [],
  improvement: [],
  norms: [],
  quality: [],
  explore: [],
}

/** So many periods a chart can still tell apart; it also bounds the size of an answer. */
export const MOST_PERIODS = 800
export const MOST_METRICS = 12
export const MOST_DIMENSIONS = 2
/** Lines that a course by groups has at most, and groups of one dimension and of another that are shown against each other. */
export const MOST_LINES = 6
export const EXPLORE_GRID = { rows: 20, columns: 8 } as const
/** Cases on one page of the list. */
export const CASES_A_PAGE = 50

/** Which cases of a metric a mark stands for; `missed` are those of the denominator that are not in the numerator. */
export const PARTS = ['all', 'numerator', 'denominator', 'missed', 'pending'] as const
export type Part = (typeof PARTS)[number]

export { UNKNOWN } from '../../metrics/unknown-value.ts'

/** Marts of the analysis whose sentences the page of causes and signals lists. */
export const TOLD_MARTS = [
  'batch_incident',
  'at_risk_customer',
  'five_why',
  'training_effect',
  'attribution_quality',
  'coder_agreement',
  'near_duplicate',
] as const
