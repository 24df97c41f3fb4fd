import { open } from 'node:fs/promises'
import type { EncodingFinding } from './finding.ts'
import { validUtf8End } from './valid-utf8.ts'

const CHUNK_BYTES = 1 << 20

/**
 * Whether a file has to go through `toUtf8` before it is read: unless it is UTF-8 without a byte order mark, without
 * NUL characters and without a malformed byte, from its first byte to its last.
 */
export async function needsRewriting(finding: EncodingFinding, path: string): Promise<boolean> {
  if (finding.encoding !== 'utf-8' || finding.bom || finding.badAt !== null) return true
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
    let held = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, held, buffer.length - held)
      const bytes = buffer.subarray(0, held + bytesRead)
      const { end, bad } = validUtf8End(bytes)
      if (bad || bytes.includes(0)) return true
      held = bytes.length - end
      if (bytesRead === 0) return held > 0
      buffer.copyWithin(0, end, bytes.length)
    }
  } finally {
    await file.close()
  }
}
