/** The share of control characters from which a file is no text. Noise has 10 %, UTF-16 without a mark up to 5 %. */
const BINARY_SHARE = 0.07
const LINES_TRIED = 10
const WRAPPER_DEPTH = 4

/**
 * Text, JSON, JSON Lines or markup, by the first bytes of a file; `isWhole` says that they are all of it.
 */
export function textKind(
  head: Buffer,
  isWhole: boolean,
): 'empty' | 'text' | 'json' | 'jsonl' | 'html' | 'xml' | 'spreadsheetml' | 'binary' {
  const text = sniffed(head)
  if (text === undefined) return 'binary'
  const start = text.replace(/^[\s\ufeff]+/, '')
  if (start === '') return isWhole ? 'empty' : 'text'
  if (start.startsWith('<')) return markupKind(start)
  if (start.startsWith('[')) return /^\[\s*([[{"\]\d-]|true|false|null|$)/.test(start) ? arrayKind(start) : 'text'
  if (start.startsWith('{')) return /^\{\s*(["}]|$)/.test(start) ? objectKind(start, isWhole) : 'text'
  return 'text'
}

/**
 * The head as text that is right for ASCII at least; undefined where it is no text in any encoding. NUL bytes at its end
 * are room that a download did not fill.
 */
function sniffed(whole: Buffer): string | undefined {
  const filled = whole.findLastIndex((byte) => byte !== 0) + 1
  const head = whole.subarray(0, filled === 0 ? whole.length : Math.min(whole.length, filled + 1))
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head)
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(head)
  let controls = 0
  const zeros: [number, number] = [0, 0]
  for (const [index, byte] of head.entries()) {
    if (byte === 0) zeros[index & 1 ? 1 : 0] += 1
    else if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1a && byte !== 0x1b) controls += 1
  }
  if (controls > head.length * BINARY_SHARE) return undefined
  const most = Math.max(...zeros)
  const least = Math.min(...zeros)
  const isWide = most > head.length * 0.05 && least <= most * 0.02
  if (isWide) return new TextDecoder(zeros[1] === most ? 'utf-16le' : 'utf-16be').decode(head)
  return most + least > head.length * BINARY_SHARE ? undefined : new TextDecoder().decode(head)
}

function markupKind(start: string): 'html' | 'xml' | 'spreadsheetml' | 'text' {
  const body = start.replace(/^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s+)+/, '')
  if (/^<(?:!doctype\s+html|html|head|body|table|meta|script|style|title|div|h1|p|center|font)\b/i.test(body))
    return 'html'
  if (/^<!doctype/i.test(body) || start.startsWith('<?xml')) {
    return start.includes('urn:schemas-microsoft-com:office:spreadsheet') ? 'spreadsheetml' : 'xml'
  }
  return /^<[a-z][\w:.-]*(?:\s+[\w:.-]+\s*=\s*["'][^<]*)?\/?>/i.test(body) ? 'xml' : 'text'
}

/** `[x],[y]` is a CSV line with brackets; `["x", "y"]` on each line is JSON Lines of arrays. */
function arrayKind(start: string): 'json' | 'jsonl' {
  const [first = '', second = ''] = start.split(/\r?\n/, 2)
  return parsed(first) !== undefined && second.trimStart().startsWith('[') ? 'jsonl' : 'json'
}

/**
 * One object a line is JSON Lines, even where some of the lines are broken. One line alone is JSON Lines too, unless
 * it looks like an answer that wraps its records in an array.
 */
function objectKind(start: string, isWhole: boolean): 'json' | 'jsonl' {
  const lines = start.split(/\r?\n/)
  if (!isWhole) lines.pop()
  const filled = lines.filter((line) => line.trim() !== '').slice(0, LINES_TRIED)
  const whole = filled.map(parsed).filter((value) => value !== undefined)
  if (whole.length >= 2) return 'jsonl'
  const first = parsed(filled[0] ?? '')
  if (first === undefined) return 'json'
  if (filled.length === 1) return holdsRecords(first, WRAPPER_DEPTH) ? 'json' : 'jsonl'
  return filled[1]?.trimStart().startsWith('{') === true ? 'jsonl' : 'json'
}

function parsed(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether an array that is empty or begins with an object stands somewhere in it. */
function holdsRecords(value: unknown, depth: number): boolean {
  if (Array.isArray(value)) return value.length === 0 || typeof value[0] === 'object'
  if (typeof value !== 'object' || value === null || depth === 0) return false
  return Object.values(value).some((member) => holdsRecords(member, depth - 1))
}
