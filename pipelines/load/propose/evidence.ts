/** What speaks for or against an item of a proposal; `share` is 0 to 1, `detail` never a value of a text column. */
export interface Evidence {
  readonly kind: EvidenceKind
  readonly share?: number
  readonly rows?: number
  readonly detail?: string
}

export type EvidenceKind =
  // the column's name
  | 'name_own'
  | 'name_exact'
  | 'name_folded'
  | 'name_affix'
  | 'name_within'
  | 'name_weak'
  | 'chosen'
  | 'rivals'
  | 'stand_in'
  | 'name_twice'
  // its values
  | 'no_values'
  | 'instants'
  | 'time_of_day'
  | 'open_order'
  | 'codes'
  | 'booleans'
  | 'numbers'
  | 'scores'
  | 'unique'
  | 'line_numbers'
  | 'free_text'
  | 'personal'
  | 'words'

/** Whether a column's values are what a field holds: `open` where they neither show it nor speak against it. */
export interface Verdict {
  readonly fits: 'yes' | 'open' | 'no'
  readonly evidence: readonly Evidence[]
}
