import { type Dialect, type LineEnd, PLAIN_DIALECT } from './dialect.ts'

/**
 * Delimiters that are tried, and how ready we are to believe in them: `:` and blanks stand in many texts. The longer
 * ones come first: where both fit as well, every delimiter of the file has its blank.
 */
export const DELIMITERS: ReadonlyMap<string, number> = new Map([
  [', ', 1],
  ['; ', 1],
  ['||', 1],
  [',', 1],
  [';', 1],
  ['\t', 1],
  ['|', 1],
  ['，', 0.95],
  ['；', 0.95],
  ['\u0001', 1],
  ['\u001f', 1],
  ['¦', 0.95],
  ['^', 0.95],
  ['~', 0.95],
  ['::', 0.8],
  [':', 0.6],
  [' ', 0.6],
])

/** How ready we are to believe in an escape other than doubling: bare quotes inside quotes explain nearly anything. */
const ESCAPE_PRIORS: ReadonlyMap<Dialect['escape'], number> = new Map([
  ['\\', 0.99],
  [null, 0.95],
])

/** How likely a dialect is before the text is looked at, 0 to 1. */
export function dialectPrior({ delimiter, quote, escape: mark }: Dialect): number {
  return (DELIMITERS.get(delimiter) ?? 1) * (quote === null ? 1 : (ESCAPE_PRIORS.get(mark) ?? 1))
}

/**
 * The dialects worth trying on a sample: what is declared stays; delimiters, quotes and escapes that do not occur are
 * left out. The likelier ones stand first.
 */
export function dialectCandidates(text: string, declared: Partial<Dialect>): Dialect[] {
  const delimiters = declared.delimiter === undefined ? occurring(text) : [declared.delimiter]
  const lineEnds = declared.lineEnd === undefined ? possibleLineEnds(text) : [declared.lineEnd]
  return lineEnds.flatMap((lineEnd) =>
    delimiters.flatMap((delimiter) =>
      possibleQuotes(text, delimiter, declared.quote).flatMap((quote) =>
        possibleEscapes(text, delimiter, quote, declared.escape).map((mark) => ({
          ...PLAIN_DIALECT,
          ...declared,
          delimiter,
          quote,
          escape: mark,
          lineEnd,
        })),
      ),
    ),
  )
}

/** A comma always: without any delimiter the text is a table of one column. */
function occurring(text: string): string[] {
  return [...DELIMITERS.keys()].filter((delimiter) => delimiter === ',' || text.includes(delimiter))
}

function possibleQuotes(text: string, delimiter: string, declared: Dialect['quote'] | undefined): Dialect['quote'][] {
  if (declared !== undefined) return [declared]
  const marks = (['"', "'"] as const).filter((quote) => opensFields(text, quote, delimiter))
  return marks.length === 0 ? ['"'] : marks.includes('"') ? [...marks, null] : ['"', ...marks]
}

function possibleEscapes(
  text: string,
  delimiter: string,
  quote: Dialect['quote'],
  declared: Dialect['escape'] | undefined,
): Dialect['escape'][] {
  if (declared !== undefined) return [declared]
  if (quote === null) return [null]
  const backslash = text.includes(`\\${quote}`) ? (['\\'] as const) : []
  return [quote, ...backslash, ...(text.includes(quote) && !hasDoubled(text, quote, delimiter) ? [null] : [])]
}

/** Whether some field holds a doubled quote; an empty quoted field is none. */
function hasDoubled(text: string, quote: string, delimiter: string): boolean {
  const breaks = [delimiter.charAt(0), delimiter.slice(-1), '\r', '\n', '']
  for (let at = text.indexOf(quote + quote); at !== -1; at = text.indexOf(quote + quote, at + 2)) {
    if (!breaks.includes(text.charAt(at - 1)) && !breaks.includes(text.charAt(at + 2))) return true
  }
  return false
}

/** Whether the quote stands at the begin of some field. */
function opensFields(text: string, quote: string, delimiter: string): boolean {
  const before = [delimiter, '\n', '\r'].some((mark) => text.includes(mark + quote))
  return before || text.startsWith(quote) || text.startsWith(`\ufeff${quote}`)
}

/** Where several kinds of line end occur, one may be text: the strict readings come first, the mixed one last. */
function possibleLineEnds(text: string): LineEnd[] {
  const pairs = text.includes('\r\n')
  const lineFeed = /(?:^|[^\r])\n/.test(text)
  const carriageReturn = /\r(?!\n)/.test(text)
  const kinds: LineEnd[] = [
    ...(pairs ? (['\r\n'] as const) : []),
    ...(lineFeed ? (['\n'] as const) : []),
    ...(carriageReturn ? (['\r'] as const) : []),
  ]
  return kinds.length === 0 ? ['\n'] : kinds.length === 1 ? kinds : [...kinds, 'mixed']
}
