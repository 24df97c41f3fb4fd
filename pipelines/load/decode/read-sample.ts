import { isAscii } from 'node:buffer'
import { type FileHandle, open } from 'node:fs/promises'
import { isSeparator, type Piece } from './high-byte-words.ts'

const WHOLE_BYTES = 64 << 20
const PIECE_BYTES = 1 << 20
const PIECE_COUNT = 32

export interface Sample {
  readonly size: number
  /** All of the file, or pieces of it in its order, cut where no character can be cut. */
  readonly pieces: readonly Piece[]
  readonly isWhole: boolean
}

/**
 * Reads a file of up to 64 MB whole; of a larger one the head, the tail and 30 pieces between them, 1 MB each. Where
 * these hold ASCII only, the file is searched for the first other byte, and the piece around it is added.
 */
export async function readSample(path: string, wholeBytes = WHOLE_BYTES, pieceBytes = PIECE_BYTES): Promise<Sample> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size <= wholeBytes) {
      return { size, isWhole: true, pieces: [{ offset: 0, bytes: await readAt(file, 0, size) }] }
    }
    const pieces: Piece[] = []
    for (let nth = 0; nth < PIECE_COUNT; nth++) {
      pieces.push(await readPiece(file, Math.floor((nth * (size - pieceBytes)) / (PIECE_COUNT - 1)), size, pieceBytes))
    }
    if (pieces.every(({ bytes }) => isAscii(bytes))) {
      const high = await firstHighByte(file, size, pieceBytes)
      if (high !== null) pieces.push(await readPiece(file, Math.max(0, high - pieceBytes / 2), size, pieceBytes))
    }
    return { size, pieces: pieces.sort((one, other) => one.offset - other.offset), isWhole: false }
  } finally {
    await file.close()
  }
}

async function readPiece(file: FileHandle, offset: number, size: number, length: number): Promise<Piece> {
  const bytes = await readAt(file, offset, length)
  const first = offset === 0 ? 0 : bytes.findIndex(isSeparator) + 1
  const last = offset + bytes.length >= size ? bytes.length : bytes.findLastIndex(isSeparator) + 1
  return { offset: offset + first, bytes: bytes.subarray(first, Math.max(first, last)) }
}

async function firstHighByte(file: FileHandle, size: number, length: number): Promise<number | null> {
  for (let offset = 0; offset < size; offset += length) {
    const bytes = await readAt(file, offset, length)
    if (!isAscii(bytes)) return offset + bytes.findIndex((byte) => byte >= 0x80)
  }
  return null
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
