const LINES = 40
const LONGEST = 5
const SHORTEST_NAME = 2

/**
 * What stands between known names of columns in a header, where the rows alone do not tell the delimiter: in
 * `编号#时间#渠道` it is `#`. Blanks that pad columns are left out. Undefined where no line has two names with the same marks,
 * and neither letters nor digits, between them.
 */
export function namedDelimiter(text: string, names: readonly string[]): string | undefined {
  const wanted = new Set(names.filter((name) => name.length >= SHORTEST_NAME).map((name) => name.toLowerCase()))
  let best: { delimiter: string; count: number } | undefined
  const least = Math.min(2, wanted.size - 1)
  for (const line of text.split(/\r\n|\n|\r/, LINES)) {
    const [delimiter, count] = usualGap(line.toLowerCase(), wanted) ?? ['', 0]
    if (count >= least && count > (best?.count ?? 0)) best = { delimiter, count }
  }
  return best?.delimiter
}

/** The commonest marks between two names of a line, and how often they stand there. */
function usualGap(line: string, names: ReadonlySet<string>): [string, number] | undefined {
  const found = placesOf(line, names)
  const gaps = found
    .slice(1)
    .map(({ start }, index) => line.slice(found[index]?.end, start).replace(/^["']|["']$/g, ''))
  const marks = gaps.filter((gap) => gap !== '' && gap.length <= LONGEST && !/[\p{L}\p{N}"']/u.test(gap))
  // Blanks that pad columns differ; those that stand at every place alike are of the delimiter, but not in a frame.
  const isFramed = /^\s*[^\p{L}\p{N}\s"']/u.test(line)
  const isEven = !isFramed && new Set(marks).size === 1
  const counts = Map.groupBy(marks, (gap) => (isEven || gap.trim() === '' ? gap : gap.trim()))
  const [usual] = [...counts].sort(([, one], [, other]) => other.length - one.length)
  return usual === undefined ? undefined : [usual[0], usual[1].length]
}

/** Where names stand as whole words, in order; of names within each other the longest. */
function placesOf(line: string, names: ReadonlySet<string>): { start: number; end: number }[] {
  const places = [...names].flatMap((name) => {
    const start = line.indexOf(name)
    const end = start + name.length
    const isWhole = start !== -1 && !isWordy(line.charAt(start - 1)) && !isWordy(line.charAt(end))
    return isWhole ? [{ start, end }] : []
  })
  const byPlace = places.sort((one, other) => one.start - other.start || other.end - one.end)
  return byPlace.filter(({ end }, index) => byPlace.slice(0, index).every((other) => other.end < end))
}

function isWordy(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character)
}
