import { plainXml, xmlText } from './xml-text.ts'

export interface XmlTag {
  /** Without its namespace prefix. */
  readonly name: string
  /** Attributes by their names without prefix. */
  readonly attributes: ReadonlyMap<string, string>
}

const TAG = /<(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/g
const ATTRIBUTE = /([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The opening tags of a small XML part, in their order. */
export function* xmlTags(xml: string): Generator<XmlTag> {
  for (const [, name = '', attributes = ''] of plainXml(xml).matchAll(TAG)) {
    yield {
      name,
      attributes: new Map(
        [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', double, single]) => [
          key,
          xmlText(double ?? single ?? ''),
        ]),
      ),
    }
  }
}
