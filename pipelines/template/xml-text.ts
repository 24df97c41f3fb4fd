export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
}

/** A text for the content of an element or an attribute. */
export function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"\n]/g, (character) => ENTITIES[character] ?? character)
}
