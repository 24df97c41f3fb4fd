import type { Localised } from '../../core/locale.ts'
import type { EncodingName, RivalName } from './encoding-name.ts'

/** What a file's bytes say about its encoding. */
export interface EncodingFinding {
  /** `unsure` where the evidence is close, mixed or none: then a person has to declare it. */
  readonly encoding: EncodingName | 'unsure'
  /** The file begins with a byte order mark. */
  readonly bom: boolean
  /** What was chosen and why, with figures. */
  readonly evidence: Localised
  readonly candidates: readonly Candidate[]
  /** Whether the encoding that the mapping declares agrees with the bytes; where `wrong`, `encoding` is what they say. */
  readonly declaration: 'none' | 'fits' | 'wrong'
  /**
   * Offset of the first bytes seen that are undecodable in `encoding`, or where a second encoding begins. A character
   * that the file's end cuts is not counted here, but by `toUtf8`.
   */
  readonly badAt: number | null
}

export interface Candidate {
  readonly encoding: EncodingName | RivalName
  /** Bits saved per high byte against random bytes: about 3 for real text, 0 and below for a wrong reading. */
  readonly score: number
  /** Different words that hold undecodable bytes. */
  readonly errors: number
}

export type Judgement = Omit<EncodingFinding, 'declaration'>
