/** What an axis breaks a label at: `labelExpr: split(datum.value, '\\n')`. */
export const LINE_BREAK = '\n'

/**
 * Breaks a text into at most `most` lines of `width` pixels, at blanks or between Chinese characters, and ends it with …
 * where it is still too long.
 */
export function wrapLabel(text: string, width: number, measure: (text: string) => number, most = 2): string {
  const lines: string[] = []
  let line = ''
  for (const part of text.replaceAll(/\s+/g, ' ').match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s?|\s/gu) ?? []) {
    if (line !== '' && measure((line + part).trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += part
  }
  lines.push(line.trimEnd())
  const kept = lines.length > most ? [...lines.slice(0, most - 1), lines.slice(most - 1).join(' ')] : lines
  return kept.map((one) => cutTo(one, width, measure)).join(LINE_BREAK)
}

function cutTo(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text
  const characters = [...text]
  while (characters.length > 1 && measure(`${characters.join('')}…`) > width) characters.pop()
  return `${characters.join('').trimEnd()}…`
}
