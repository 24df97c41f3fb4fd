import { type TextStyle, textWidth } from '../text-width.ts'

const ELLIPSIS = '…'

/** The text in one line, cut with an ellipsis where it would be wider than `width` px. */
export function shortened(text: string, width: number, style: TextStyle): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (textWidth(line, style) <= width) return line
  const segments = [...new Intl.Segmenter(style.locale).segment(line)].map(({ segment }) => segment)
  let room = width - textWidth(ELLIPSIS, style)
  let kept = ''
  for (const segment of segments) {
    room -= textWidth(segment, style)
    if (room < 0) break
    kept += segment
  }
  return `${kept.trimEnd()}${ELLIPSIS}`
}
