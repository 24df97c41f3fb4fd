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
