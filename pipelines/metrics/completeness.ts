/** How full records are, by the fields that a norm requires; shares are fractions of 1, null without records. */
export interface Completeness {
  readonly records: number
  /** Filled fields ÷ all fields of all records. */
  readonly fieldShare: number | null
  /** Records with every field filled ÷ records. */
  readonly completeShare: number | null
  readonly fillByField: readonly { readonly field: string; readonly share: number | null }[]
  /** The fields filled least often, in their order; none where all are full. */
  readonly worst: readonly string[]
}

/** Completeness of records against a list of required fields (metric-spec M34): `records[i][j]` tells whether field j is filled. */
export function completeness(fields: readonly string[], records: readonly (readonly boolean[])[]): Completeness {
  const n = records.length
  const filled = fields.map((_field, index) => records.filter((record) => record[index] === true).length)
  const complete = records.filter((record) => fields.every((_field, index) => record[index] === true)).length
  const least = filled.reduce((low, count) => Math.min(low, count), n)
  const sum = filled.reduce((total, count) => total + count, 0)
  return {
    records: n,
    fieldShare: n === 0 || fields.length === 0 ? null : sum / (n * fields.length),
    completeShare: n === 0 ? null : complete / n,
    fillByField: fields.map((field, index) => ({ field, share: n === 0 ? null : (filled[index] ?? 0) / n })),
    worst: least === n ? [] : fields.filter((_field, index) => filled[index] === least),
  }
}
