/**
 * The text that a field with backslash escapes stands for. A backslash goes only where it stands before a backslash, a
 * quote, the delimiter or a line end; in a quoted field a doubled quote is one quote as well.
 */
export function withoutBackslashes(field: string, quote: string, delimiter: string, isQuoted: boolean): string {
  const escapable = new Set(['\\', quote, ...delimiter, '\r', '\n'])
  let text = ''
  for (let at = 0; at < field.length; at += 1) {
    const here = field.charAt(at)
    const next = field.charAt(at + 1)
    const isEscaped = here === '\\' && next !== '' && escapable.has(next)
    const isDoubled = isQuoted && here === quote && next === quote && quote !== ''
    if (isEscaped || isDoubled) at += 1
    text += isEscaped || isDoubled ? next : here
  }
  return text
}
