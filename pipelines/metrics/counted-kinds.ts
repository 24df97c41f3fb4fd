/** Kinds of metrics whose value is itself a number of cases, or a sum of all there is. */
export const COUNTED_KINDS: readonly string[] = ['count', 'sum', 'distinct', 'stock']
