import type { Locale } from '../core/locale.ts'
import { message } from '../core/messages.ts'
import type { WorkCounter } from '../core/work-counter.ts'

const MEGABYTE = 1_000_000
const TERMINAL_EVERY_MS = 200
const PLAIN_EVERY_MS = 5000
/** Earlier than this, a rate tells little. */
const SETTLED_MS = 500

/** Where progress is written, and since when; the stream of a terminal says `isTTY`. */
interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/**
 * Shows how far a file is: on a terminal one line that is written anew, else a plain line every five seconds. Called as
 * often as one likes; `now` is in milliseconds of any clock. Without a counter the line is taken away.
 */
export function progressLine(output: Output, locale: Locale): (counter: WorkCounter | undefined, now: number) => void {
  let current: { file: string; since: number; shown: number } | undefined
  let isShown = false
  return (counter, now) => {
    if (counter === undefined) {
      if (isShown) output.write('\r\u001b[K')
      isShown = false
      current = undefined
      return
    }
    const every = output.isTTY === true ? TERMINAL_EVERY_MS : PLAIN_EVERY_MS
    if (current?.file !== counter.file) current = { file: counter.file, since: now, shown: now }
    if (now - current.shown < every) return
    current.shown = now
    const text = progressText(counter, now - current.since, locale)
    isShown = output.isTTY === true
    output.write(isShown ? `\r${cut(text, (output.columns ?? 80) - 1)}\u001b[K` : `${text}\n`)
  }
}

/** `a.csv: 1,200,000 rows, 190 of 640 MB, 250,000 rows/s, 12 s left`, as far as each is known. */
export function progressText(counter: WorkCounter, milliseconds: number, locale: Locale): string {
  const { file, rows, bytes, totalBytes, share } = counter
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const say = (key: string, values: Record<string, string>) => message(locale, 'core', `say.progress.${key}`, values)
  const done = totalBytes > 0 ? Math.min(1, bytes / totalBytes) : share
  const isSettled = milliseconds >= SETTLED_MS
  const rate = (amount: number) => number.format((amount / milliseconds) * 1000)
  const parts = [
    ...(rows > 0 ? [say('rows', { rows: number.format(rows) })] : []),
    ...(totalBytes > 0
      ? [say('bytes', { done: number.format(bytes / MEGABYTE), total: number.format(totalBytes / MEGABYTE) })]
      : []),
    ...(totalBytes === 0 && share > 0 ? [`${number.format(share * 100)} %`] : []),
    ...(rows > 0 && isSettled ? [say('rate', { rate: rate(rows) })] : []),
    ...(done > 0 && done < 1 && isSettled
      ? [say('left', { seconds: number.format(Math.ceil(((milliseconds / done) * (1 - done)) / 1000)) })]
      : []),
  ]
  return `${file}: ${parts.join(', ') || say('seconds', { seconds: number.format(milliseconds / 1000) })}`
}

/** Wide characters take two columns. */
function cut(text: string, columns: number): string {
  let width = 0
  let kept = ''
  for (const character of text) {
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(character) ? 2 : 1
    if (width > columns) return kept
    kept += character
  }
  return kept
}
