const MAX_DEPTH = 32
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORDS: readonly (readonly [string, string])[] = [
  ['null', ''],
  ['true', 'true'],
  ['false', 'false'],
  ['NaN', ''],
]
const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
  '/': '/',
}

/**
 * The text of one JSON object as names and texts: members of nested objects as `outer.inner`, numbers as they stand
 * (no digit is lost), arrays and objects below level 32 as their JSON, null and Python's NaN as ''. A name that comes
 * twice is told apart as `name (2)`. Throws SyntaxError where the text is not one whole object.
 */
export function flattenRecord(text: string): Map<string, string> {
  const cells = new Map<string, string>()
  const end = readObject(text, blanksEnd(text, 0), '', cells, 0)
  if (blanksEnd(text, end) !== text.length) throw new SyntaxError(`text after the object at ${end}`)
  return cells
}

/** Reads the object that begins at `at`; returns where it ends. */
function readObject(text: string, at: number, prefix: string, cells: Map<string, string>, depth: number): number {
  if (text[at] !== '{') throw new SyntaxError(`no object at ${at}`)
  let next = blanksEnd(text, at + 1)
  if (text[next] === '}') {
    if (depth > 0) put(cells, prefix.slice(0, -1), '{}')
    return next + 1
  }
  for (;;) {
    if (text[next] !== '"') throw new SyntaxError(`no name at ${next}`)
    const nameEnd = stringEnd(text, next)
    const name = prefix + unescaped(text.slice(next + 1, nameEnd - 1))
    const colon = blanksEnd(text, nameEnd)
    if (text[colon] !== ':') throw new SyntaxError(`no colon at ${colon}`)
    next = blanksEnd(text, readValue(text, blanksEnd(text, colon + 1), name, cells, depth + 1))
    if (text[next] === '}') return next + 1
    if (text[next] !== ',') throw new SyntaxError(`neither comma nor brace at ${next}`)
    next = blanksEnd(text, next + 1)
  }
}

function readValue(text: string, at: number, name: string, cells: Map<string, string>, depth: number): number {
  const first = text[at]
  if (first === '"') {
    const end = stringEnd(text, at)
    put(cells, name, unescaped(text.slice(at + 1, end - 1)))
    return end
  }
  if (first === '{' && depth < MAX_DEPTH) return readObject(text, at, `${name}.`, cells, depth)
  if (first === '[' || first === '{') {
    const end = nestedEnd(text, at)
    put(cells, name, text.slice(at, end))
    return end
  }
  NUMBER.lastIndex = at
  const number = NUMBER.exec(text)?.[0]
  const word = number === undefined ? WORDS.find(([spelt]) => text.startsWith(spelt, at)) : undefined
  if (number === undefined && word === undefined) throw new SyntaxError(`no value at ${at}`)
  put(cells, name, number ?? word?.[1] ?? '')
  return at + (number ?? word?.[0] ?? '').length
}

function put(cells: Map<string, string>, name: string, value: string): void {
  let free = name
  for (let copy = 2; cells.has(free); copy += 1) free = `${name} (${copy})`
  cells.set(free, value)
}

/** Where the array or object that begins at `at` ends, by its brackets. */
function nestedEnd(text: string, at: number): number {
  let depth = 0
  for (let next = at; next < text.length; next += 1) {
    const char = text[next]
    if (char === '"') next = stringEnd(text, next) - 1
    else if (char === '[' || char === '{') depth += 1
    else if (char === ']' || char === '}') depth -= 1
    if (depth === 0) return next + 1
  }
  throw new SyntaxError(`a bracket at ${at} is never closed`)
}

/** Where the string that begins at `at` ends, its closing quote included. */
function stringEnd(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let back = quote - 1
    while (text[back] === '\\') back -= 1
    if ((quote - back) % 2 === 1) return quote + 1
  }
  throw new SyntaxError(`a quote at ${at} is never closed`)
}

function unescaped(inner: string): string {
  if (!inner.includes('\\')) return inner
  return inner.replaceAll(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_match, hex: string | undefined, char: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    const meant = ESCAPES[char]
    if (meant === undefined) throw new SyntaxError(`unknown escape \\${char}`)
    return meant
  })
}

function blanksEnd(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1
  return at
}
