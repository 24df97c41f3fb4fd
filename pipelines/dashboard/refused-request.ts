import type { Refusal } from './problem.ts'

/** What was found wrong with a request before it was answered. */
export class RefusedRequest extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal)
    this.refusal = refusal
  }
}
