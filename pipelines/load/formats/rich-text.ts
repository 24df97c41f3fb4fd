import { xmlText } from './xml-text.ts'

const TEXT = /<t(?:\s[^>]*)?(?:\/>|>([^<]*)<\/t\s*>)/g
const PHONETIC = '<rPh'

/** The text of a shared or inline string: its runs one after the other, without their reading aids. */
export function richText(inner: string): string {
  if (inner.startsWith('<t>') && inner.indexOf('<', 3) === inner.length - 4) return xmlText(inner.slice(3, -4))
  let text = ''
  for (const [, run] of withoutPhonetic(inner).matchAll(TEXT)) text += xmlText(run ?? '')
  return text
}

function withoutPhonetic(inner: string): string {
  let kept = ''
  let at = 0
  for (let start = inner.indexOf(PHONETIC); start !== -1; start = inner.indexOf(PHONETIC, at)) {
    kept += inner.slice(at, start)
    const isProperties = inner.startsWith('<rPhPr', start)
    const end = isProperties ? -1 : inner.indexOf('</rPh>', start)
    if (isProperties) kept += PHONETIC
    at = end === -1 ? start + PHONETIC.length : end + '</rPh>'.length
  }
  return kept + inner.slice(at)
}
