import type { Localised } from '../../core/locale.ts'
import type { EncodingName } from '../decode/encoding-name.ts'
import type { DateChoice } from './choose-dates.ts'
import type { ExportChoice } from './choose-export.ts'
import type { ScaleChoice } from './choose-scale.ts'
import type { UnknownValue } from './choose-values.ts'
import type { Evidence } from './evidence.ts'
import type { PersonalKind } from './personal-data.ts'

/** A source mapping as it would be written: what differs from the defaults of sourceSchema. */
export interface MappingDraft {
  readonly source: string
  readonly entity: string
  readonly files: readonly string[]
  readonly encoding?: EncodingName
  readonly delimiter?: string
  readonly sheet?: string
  readonly timezone?: string
  readonly exported_at?: { readonly filename: string; readonly time?: string }
  readonly dates?: readonly string[]
  readonly nulls?: readonly string[]
  readonly key?: 'content'
  readonly header?: 'none'
  readonly short_rows?: 'pad'
  readonly extra_cells?: 'drop_blank'
  readonly columns: Readonly<
    Record<
      string,
      string | { from: string; time?: string; class?: PersonalClass; values?: Readonly<Record<string, string>> }
    >
  >
  readonly constants?: Readonly<Record<string, string | number>>
}

type PersonalClass = 'direct_identifier' | 'quasi_identifier'

export interface ProposedColumn {
  readonly index: number
  readonly name: string
  /** Null where no field is sure. */
  readonly field: string | null
  readonly confidence: number
  readonly evidence: readonly Evidence[]
  readonly personal: PersonalKind | null
  /** Fields that it may be, likeliest first, where none is sure. */
  readonly candidates: readonly string[]
}

export interface Question {
  readonly id: string
  readonly kind:
    | 'entity'
    | 'required'
    | 'order'
    | 'column'
    | 'key'
    | 'scale'
    | 'value'
    | 'export'
    | 'short_rows'
    | 'extra_cells'
  /** What the question is about: a column, a field, counts. */
  readonly details: Readonly<Record<string, string | number>>
  /** The answers that there are; none of them is always one, too. */
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

/** What is proposed for a file; everything in `mapping` is sure, the rest is in `questions`. */
export interface Proposal {
  readonly file: string
  readonly entity: string
  readonly isEntitySure: boolean
  readonly entities: readonly { readonly entity: string; readonly score: number; readonly missing: readonly string[] }[]
  readonly sheet: string | null
  /** Why the text is read in its encoding; null for other formats. */
  readonly encodingEvidence: Localised | null
  /** Of a package, the file that was looked at. */
  readonly member: string | null
  readonly headerLine: number
  readonly records: number
  readonly columns: readonly ProposedColumn[]
  readonly dates: readonly DateChoice[]
  readonly unknown: readonly UnknownValue[]
  readonly scales: readonly ScaleChoice[]
  readonly exported: ExportChoice | null
  readonly key: { readonly kind: 'field' | 'content'; readonly unique: number | null }
  /** Required fields that nothing gives for sure: without them no record could be loaded. */
  readonly missing: readonly string[]
  readonly questions: readonly Question[]
  readonly mapping: MappingDraft
}

/** Question → the value that was chosen, or '' for "leave it out". */
export type Answers = ReadonlyMap<string, string>
