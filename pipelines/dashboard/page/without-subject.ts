/** A reading without the metric and segment that it begins with, where they stand beside it already. */
export function withoutSubject(reading: string, title: string): string {
  if (!reading.startsWith(title)) return reading
  const rest = reading.slice(title.length)
  const text = rest.replace(/^\s*(\(.*?\)|（.*?）)?\s*[:：]\s*/, '')
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
