/** What of a file, or of what it rests on, is not as it was issued. */
export type Finding =
  /** Neither the file nor its front stands in the ledger of issued reports. */
  | { readonly kind: 'not_issued' }
  /** Bytes behind what was issued that no signature covers. */
  | { readonly kind: 'appended'; readonly bytes: number }
  /** A signature does not hold: `SignatureProblem`. */
  | { readonly kind: 'signature'; readonly role: string; readonly problem: string }
  /** It holds, but neither the ledger nor a trusted certificate knows the signer. */
  | { readonly kind: 'signer'; readonly role: string; readonly name: string; readonly certificate: string }
  | { readonly kind: 'manifest'; readonly expected: string; readonly got: string }
  | { readonly kind: 'attachment'; readonly name: string; readonly state: 'changed' | 'missing' | 'added' }
  /** The printed bytes in front of the file. */
  | { readonly kind: 'printed' }
  | { readonly kind: 'pages'; readonly expected: number; readonly got: number }
  /** A page: of which text or, with texts that agree, of which drawing. */
  | { readonly kind: 'page'; readonly page: number; readonly expected: string; readonly got: string }
  | { readonly kind: 'drawing'; readonly page: number }
  | { readonly kind: 'snapshot'; readonly run: string }
  | { readonly kind: 'figures'; readonly count: number }
