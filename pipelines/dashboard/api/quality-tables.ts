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
