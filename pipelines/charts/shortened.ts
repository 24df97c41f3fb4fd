const ELLIPSIS = '…'

/** The text in one line, cut with an ellipsis where it would be wider than `width` px; never within a character. */
export function shortened(text: string, width: number, measure: (text: string) => number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (measure(line) <= width) return line
  const segments = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment)
  let room = width - measure(ELLIPSIS)
  let kept = ''
  for (const segment of segments) {
    room -= measure(segment)
    if (room < 0) break
    kept += segment
  }
  return `${kept.trimEnd()}${ELLIPSIS}`
}
