import { type PDF, PdfDict } from '@libpdf/core'
import { HuiyinError } from '../../core/errors.ts'
import { isRole, type Role } from './roles.ts'

/**
 * The field of a role that may be signed now. Throws HY-E-002 where the report has no place for the role, where it is
 * signed already, or where somebody has to sign before.
 */
export function fieldToSign(document: PDF, role: Role, file: string): PdfDict {
  const places = signaturePlaces(document)
  const index = places.findIndex((place) => place.role === role)
  const place = places[index]
  const before = places.slice(0, index).filter(({ isSigned }) => !isSigned)
  const refuse = (reason: string) => new HuiyinError('HY-E-002', { file, role, reason })
  if (place === undefined) throw refuse(places.map((each) => each.role).join(', ') || '–')
  if (place.isSigned) throw refuse(`${role} ✓`)
  if (before.length > 0) throw refuse(before.map((each) => each.role).join(' → '))
  return place.field
}

/** The places for signatures that a report has, in the order in which they are to be signed. */
export function signaturePlaces(document: PDF): { role: Role; isSigned: boolean; field: PdfDict }[] {
  const resolve = document.getObject.bind(document)
  const form = document.getCatalog().getDict('AcroForm', resolve)
  return [...(form?.getArray('Fields', resolve) ?? [])].flatMap((item) => {
    const field = item.type === 'ref' ? document.getObject(item) : item
    const role = field instanceof PdfDict ? (field.getString('T')?.asString() ?? '') : ''
    if (!(field instanceof PdfDict) || !isRole(role)) return []
    return [{ role, isSigned: field.get('V') !== undefined, field }]
  })
}
