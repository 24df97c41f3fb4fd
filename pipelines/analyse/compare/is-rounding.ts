/**
 * Whether a standard error is no more than the rounding of the numbers that it comes from, of which `largest` is the
 * greatest size: 0.9 − 0.8 and 0.4 − 0.3 are the same change. R's t.test calls such data essentially constant.
 */
export function isRounding(error: number, largest: number): boolean {
  return error <= 10 * Number.EPSILON * largest
}
