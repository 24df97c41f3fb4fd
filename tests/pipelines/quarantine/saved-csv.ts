/** CSV as a spreadsheet saves it: in UTF-8 with a mark, or in GBK, with the delimiter of its country. */
export function savedCsv(
  rows: readonly (readonly string[])[],
  { encoding, delimiter = ',' }: { encoding?: 'gbk'; delimiter?: string },
): Uint8Array {
  const text = rows
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
    .map((line) => `${line}\r\n`)
    .join('')
  return encoding === 'gbk' ? toGbk(text) : Buffer.from(`\ufeff${text}`)
}

/** The two-byte codes of GBK, found by decoding each of them. */
function toGbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk')
  const codes = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead < 0xff; lead += 1) {
    for (let trail = 0x40; trail < 0xff; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (!codes.has(character)) codes.set(character, [lead, trail])
    }
  }
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.charCodeAt(0)
      return code < 0x80 ? [code] : (codes.get(character) ?? [0x3f])
    }),
  )
}
