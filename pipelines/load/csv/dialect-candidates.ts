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

/**
 * The dialects worth trying on a sample: what is declared stays; delimiters and quotes that do not occur are left out.
 * The likelier ones stand first.
 */
export function dialectCandidates(text: string, declared: Partial<Dialect>): Dialect[] {
  const delimiters = declared.delimiter === undefined ? occurring(text) : [declared.delimiter]
  const lineEnds = declared.lineEnd === undefined ? possibleLineEnds(text) : [declared.lineEnd]
  return lineEnds.flatMap((lineEnd) =>
    delimiters.flatMap((delimiter) =>
      possibleQuotes(text, delimiter, declared.quote).map((quote) => ({
        ...PLAIN_DIALECT,
        ...declared,
        delimiter,
        quote,
        escape: declared.escape === undefined ? quote : declared.escape,
        lineEnd,
      })),
    ),
  )
}

function occurring(text: string): string[] {
  const found = [...DELIMITERS.keys()].filter((delimiter) => text.includes(delimiter))
  return found.length === 0 ? [','] : found
}

function possibleQuotes(text: string, delimiter: string, declared: Dialect['quote'] | undefined): Dialect['quote'][] {
  if (declared !== undefined) return [declared]
  const marks = (['"', "'"] as const).filter((quote) => opensFields(text, quote, delimiter))
  return marks.length === 0 ? ['"'] : marks.includes('"') ? [...marks, null] : ['"', ...marks]
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
