import type { EntityField } from './entity-fields.ts'
import type { Verdict } from './evidence.ts'
import { readable } from './instant-order.ts'
import type { ColumnLook } from './look.ts'

const UNIQUE = 0.9
const LONG = 80
const LONG_CJK = 20
const SHORT_CJK = 5
const CJK = /[\u3400-\u9fff]/
const WORDS = 6
const VALUES_TRIED = 200
const VARIED = 0.3
const SHORT_LIST = 20
const FEW = 7
const NUMBER = 40

/** Weighs the values of a column against a field of text: what sort of text it is, by the field's privacy. */
export function textVerdict(field: EntityField, column: ColumnLook): Verdict {
  if (isMostlyInstants(column)) return { fits: 'no', evidence: [{ kind: 'instants', share: 1 }] }
  if (field.isKey) return keyVerdict(column)
  if (field.privacy === 'private') return personalVerdict(field, column)
  if (field.privacy === 'redact') {
    const isText = isFreeText(column) || isVaried(column)
    return { fits: isText ? 'yes' : 'open', evidence: [{ kind: isText ? 'free_text' : 'words' }] }
  }
  if (isFreeText(column)) return { fits: 'no', evidence: [{ kind: 'free_text' }] }
  if (field.privacy === 'pseudonym')
    return { fits: column.meanLength <= NUMBER ? 'yes' : 'no', evidence: [{ kind: 'words' }] }
  return publicVerdict(field, column)
}

/** Whether a column holds sentences, which may name persons, rather than words of a list. */
function isFreeText(column: ColumnLook): boolean {
  if (column.meanLength > LONG) return true
  const values = [...column.counts.keys()].slice(0, VALUES_TRIED)
  const sentences = values.filter(isSentence).length
  return sentences > values.length / 2 && column.counts.size > column.filled * VARIED
}

/** Whether most rows say something of their own in a few words, as remarks do; no numbers, and nobody's name. */
function isVaried(column: ColumnLook): boolean {
  const values = [...column.counts.keys()].slice(0, VALUES_TRIED)
  const phrases = values.filter((value) => (CJK.test(value) ? value.length > SHORT_CJK : value.split(/\s+/).length > 2))
  // Of few rows nearly all must differ: a list is soon gone through.
  const least = column.filled <= SHORT_LIST ? Math.max(FEW, column.filled * UNIQUE) : SHORT_LIST
  const isOwn = column.counts.size >= Math.max(least, column.filled * VARIED)
  return isOwn && phrases.length > values.length / 2 && column.personalValues === undefined
}

function isSentence(value: string): boolean {
  return CJK.test(value) ? value.length > LONG_CJK : value.split(/\s+/).length >= WORDS
}

function keyVerdict(column: ColumnLook): Verdict {
  if (column.isLineNumber && column.filled > 1) return { fits: 'open', evidence: [{ kind: 'line_numbers' }] }
  const share = column.counts.size / column.filled
  const isKey = share >= UNIQUE && column.filled >= column.rows * UNIQUE && column.meanLength <= NUMBER
  return { fits: isKey ? 'yes' : 'no', evidence: [{ kind: 'unique', share }] }
}

/** A telephone number must look like one; a name must not look like something else. */
function personalVerdict(field: EntityField, column: ColumnLook): Verdict {
  const wanted = (['phone', 'email', 'address', 'name'] as const).find((kind) => field.name.endsWith(kind))
  const found = column.personalValues
  const evidence = [{ kind: 'personal', detail: found ?? 'none' } as const]
  if (found === wanted) return { fits: 'yes', evidence }
  if (found !== undefined || wanted === 'phone' || wanted === 'email') return { fits: 'no', evidence }
  return { fits: /\d/.test([...column.counts.keys()][0] ?? '') && wanted === 'name' ? 'no' : 'open', evidence }
}

/** What everyone may see must be no one's name, number or address, and few enough words to slice by. */
function publicVerdict(field: EntityField, column: ColumnLook): Verdict {
  if (column.personalValues !== undefined) {
    return { fits: 'no', evidence: [{ kind: 'personal', detail: column.personalValues }] }
  }
  const isNumber = /_id$|^lot$|_reference$|_model$/.test(field.name)
  const isList = column.counts.size <= Math.max(SHORT_LIST, column.filled / 2)
  return { fits: isNumber || isList ? 'yes' : 'open', evidence: [{ kind: 'words', rows: column.counts.size }] }
}

function isMostlyInstants(column: ColumnLook): boolean {
  return column.types.tried > 0 && readable(column.types) >= column.types.tried * UNIQUE
}
