import type { Columns, RowOf } from './columns.ts'
import type { PageName } from './pages.ts'

/**
 * One number with its parts. `dimension` and `key` say the slice (key null: blank), `dimension_2` and `key_2` the second.
 * A number that the viewer's role may not see has `suppressed`, and no parts.
 */
export const FIGURE = {
  metric: 'word',
  /** First and last local day of the period. */
  period: 'word?',
  period_end: 'word?',
  dimension: 'word?',
  key: 'word?',
  dimension_2: 'word?',
  key_2: 'word?',
  numerator: 'number?',
  denominator: 'number?',
  value: 'number?',
  /** 95 % interval. */
  low: 'number?',
  high: 'number?',
  n: 'count',
  pending: 'count?',
  /** none, too_few, small, enough */
  tier: 'word',
  /** met, below, not_distinguishable */
  verdict: 'word?',
  /** False for a period that was not over at the as-of. */
  complete: 'flag',
  /** True for a period of which the range holds a part only. */
  cut: 'flag',
  /** unreliable, small_cell, secondary_cell */
  suppressed: 'word?',
} as const

/** A bar of a Pareto chart; the last one may stand for `folded` small values. */
export const PARETO = {
  dimension: 'word',
  key: 'text?',
  count: 'count?',
  /** Of all, and together with the bars before it, as fractions of 1. */
  share: 'number?',
  cumulative: 'number?',
  vital: 'flag',
  folded: 'count',
  suppressed: 'word?',
} as const

/**
 * A cell of the 5W1H explorer. `expected` is the count that the cell would have with its share of the reference: all
 * complaints of the range where a filter is set, else the range of the same length before it.
 */
export const CELL = {
  question: 'word',
  dimension: 'word',
  key: 'text?',
  n: 'count?',
  share: 'number?',
  expected: 'number?',
  /** n ÷ expected; null where nothing can be expected. */
  ratio: 'number?',
  /** higher or lower where the 95 % intervals of the two shares do not overlap. */
  stands_out: 'word?',
  /** Complaints in the range of the same length before. */
  before: 'count?',
  suppressed: 'word?',
} as const

/** A cell of two dimensions; `expected` as if they had nothing to do with each other. */
export const CROSS = {
  dimension: 'word',
  key: 'text?',
  dimension_2: 'word',
  key_2: 'text?',
  n: 'count?',
  expected: 'number?',
  ratio: 'number?',
  /** Standardised residual; beyond ±3 it is hardly chance. */
  residual: 'number?',
  suppressed: 'word?',
} as const

/** A point of a control chart, as marts.signal has it; `reading` only where it is the last one. */
export const POINT = {
  metric: 'word',
  dimension: 'word?',
  member: 'word?',
  period_unit: 'word',
  period_from: 'text',
  period_to: 'text',
  numerator: 'number?',
  denominator: 'number?',
  metric_value: 'number?',
  centre: 'number?',
  lower_limit: 'number?',
  upper_limit: 'number?',
  target: 'number?',
  sigmas: 'number?',
  chart: 'word?',
  stage: 'word',
  phase: 'count',
  rebase_reason: 'word?',
  rules: 'word?',
  direction: 'count?',
  is_set_aside: 'flag?',
  variation: 'word',
  assurance: 'word',
  since: 'word?',
  level_before: 'number?',
  level_after: 'number?',
  strength: 'number?',
  is_latest: 'flag',
  reading: 'text?',
  assurance_reading: 'text?',
} as const

/** A test of the scan, as marts.scan has it. */
export const SCAN = {
  comparison: 'word',
  metric: 'word',
  dimension: 'word?',
  member: 'text?',
  is_share_of_all: 'flag',
  before_from: 'word?',
  before_to: 'word?',
  after_from: 'word?',
  after_to: 'word?',
  numerator_before: 'number?',
  denominator_before: 'number?',
  numerator_after: 'number?',
  denominator_after: 'number?',
  effect: 'number?',
  effect_low: 'number?',
  effect_high: 'number?',
  p_value: 'number?',
  adjusted_p: 'number?',
  tests: 'count?',
  is_flagged: 'flag',
  judgement: 'word?',
  reading: 'text',
} as const

/** What a segment adds to a change, as marts.contribution has it. */
export const CONTRIBUTION = {
  metric: 'word',
  dimension: 'word',
  member: 'text?',
  before_from: 'word',
  before_to: 'word',
  after_from: 'word',
  after_to: 'word',
  size_before: 'number?',
  size_after: 'number?',
  value_before: 'number?',
  value_after: 'number?',
  total_before: 'number?',
  total_after: 'number?',
  change: 'number?',
  rate_effect: 'number?',
  mix_effect: 'number?',
  share_of_net: 'number?',
  reading: 'text',
} as const

export const KEYNESS = {
  rank: 'count',
  term: 'text',
  focus_from: 'word',
  focus_to: 'word',
  reference_from: 'word',
  focus_count: 'count',
  focus_total: 'count',
  reference_count: 'count',
  reference_total: 'count',
  expected_count: 'number',
  log_ratio: 'number?',
  p_adjusted: 'number?',
} as const

/** What in the handling goes with dissatisfied answers, all else being equal, as marts.driver has it; empty without that mart. */
export const DRIVER = {
  feature: 'word',
  /** What the odds ratio is for: another member, one_more of a number, or a doubling of a time. */
  step: 'word',
  member: 'text?',
  is_unknown: 'flag',
  reference: 'text?',
  answer_count: 'count',
  dissatisfied_count: 'count',
  odds_ratio: 'number?',
  odds_low: 'number?',
  odds_high: 'number?',
  p_value: 'number?',
  adjusted_p: 'number?',
  tests: 'count?',
  is_associated: 'flag',
} as const

/** A row of the PDCA board: the action, and what marts.improvement_effect says of it. */
export const ACTION = {
  improvement_id: 'text',
  title: 'text?',
  phase: 'word?',
  improvement_kind: 'word?',
  improvement_status: 'word?',
  department: 'word?',
  owner: 'text?',
  planned_start_on: 'word?',
  due_on: 'word?',
  effective_on: 'word?',
  closed_on: 'word?',
  is_overdue: 'flag?',
  overdue_days: 'count?',
  metric: 'word?',
  comparison: 'word?',
  slice: 'text?',
  scale: 'word?',
  effect: 'number?',
  effect_low: 'number?',
  effect_high: 'number?',
  numerator_before: 'number?',
  denominator_before: 'number?',
  numerator_after: 'number?',
  denominator_after: 'number?',
  before_from: 'word?',
  before_to: 'word?',
  after_from: 'word?',
  after_to: 'word?',
  /** improved, worse, no_evidence, too_early; null with an `obstacle` */
  verdict: 'word?',
  obstacle: 'word?',
  recurrence: 'word?',
  is_closed_without_evidence: 'flag?',
  reading: 'text?',
} as const

/** A requirement of the norms with its state and words in the language asked for. */
export const CLAUSE = {
  id: 'text',
  section: 'word',
  section_title: 'word',
  clause: 'text',
  title: 'text',
  content: 'text',
  /** measured, attested, not_measurable */
  state: 'word',
  reason_code: 'word',
  reason: 'text',
  figure: 'text',
  interval: 'text',
  verdict: 'text',
  /** met, below, not_distinguishable; null where nothing is judged */
  verdict_code: 'word?',
  /** The leading figure: metric, slice, complete, breakdown, check or table, and which. */
  figure_kind: 'word?',
  subject: 'text?',
  value: 'number?',
  n: 'count?',
  is_switched_off: 'flag',
} as const

/** A choice among contradicting clauses (K1 to K22) that is in force. */
export const CHOICE = { id: 'word', title: 'text', explanation: 'text', variant: 'text', isDefault: 'flag' } as const

export const LIMIT = {
  clock: 'word',
  level: 'word?',
  problem_type: 'word?',
  nature: 'word?',
  limit_amount: 'number',
  limit_unit: 'word',
  valid_from: 'word?',
  valid_to: 'word?',
  requirement: 'word?',
} as const

export const BATCH = {
  batch_no: 'count',
  file_name: 'text',
  source: 'word?',
  entity: 'word?',
  exported_at: 'text?',
  rows_read: 'count?',
  rows_loaded: 'count?',
  rows_unchanged: 'count?',
  rows_quarantined: 'count?',
  rows_mended: 'count?',
} as const

export const QUARANTINE = {
  source: 'word',
  reason: 'word',
  field: 'word?',
  expected: 'word?',
  records: 'count',
} as const

/** A check with its offenders; `summary` is English, as its SQL file has it. */
export const CHECK = { name: 'word', severity: 'word', summary: 'text', rows: 'count' } as const

export const RESTATEMENT = {
  received_week: 'text',
  source: 'word?',
  file_name: 'text?',
  exported_at: 'text?',
  late_count: 'count',
  changed_count: 'count',
} as const

/** A masked case. Instants are UTC. */
export const CASE = {
  complaint_id: 'text',
  received_at: 'text?',
  received_on: 'text?',
  channel: 'word?',
  category: 'word?',
  product: 'word?',
  level: 'word?',
  region: 'word?',
  store: 'word?',
  department: 'word?',
  tier: 'word?',
  owner: 'text?',
  status: 'word?',
  process_stage: 'word?',
  age_bucket: 'word?',
  open_hours: 'number?',
  resolution_hours: 'number?',
  resolution_due_at: 'text?',
  resolution_status: 'word?',
  first_response_status: 'word?',
  is_escalated: 'flag?',
  is_reopened: 'flag?',
  body: 'text?',
} as const

/** The tables of each page's answer. */
export const PAGE_TABLES = {
  overview: { headline: FIGURE, sparks: FIGURE, verdicts: POINT, findings: SCAN, contributions: CONTRIBUTION },
  complaints: { trend: FIGURE, pareto: PARETO, cells: CELL, cross: CROSS },
  timeliness: {
    clocks: FIGURE,
    trend: FIGURE,
    compared: FIGURE,
    ageing: FIGURE,
    stages: FIGURE,
    limits: LIMIT,
    overdue: CASE,
  },
  satisfaction: { headline: FIGURE, trend: FIGURE, items: FIGURE, response: FIGURE, compared: FIGURE },
  signals: {
    charts: POINT,
    points: POINT,
    scan: SCAN,
    contributions: CONTRIBUTION,
    drivers: DRIVER,
    keyness: KEYNESS,
  },
  improvement: { headline: FIGURE, actions: ACTION },
  norms: { clauses: CLAUSE, choices: CHOICE, limits: LIMIT },
  quality: { batches: BATCH, quarantine: QUARANTINE, checks: CHECK, restatements: RESTATEMENT },
  explore: { figures: FIGURE, groups: FIGURE, totals: FIGURE },
} as const satisfies Record<PageName, object>

export type FigureRow = RowOf<typeof FIGURE>
export type CaseRow = RowOf<typeof CASE>
/** The rows of a page's answer, by table. */
export type PageRows<Page extends PageName> = {
  readonly [Table in keyof (typeof PAGE_TABLES)[Page]]: (typeof PAGE_TABLES)[Page][Table] extends infer Shape extends
    Columns
    ? readonly RowOf<Shape>[]
    : never
}
