/** A regular file in a tar archive. */
export interface TarFile {
  path: string
  data: Buffer
}

const BLOCK = 512

/**
 * Regular files of a plain (ustar) archive, in order; folders and links are left out.
 * @throws Error when a path would leave the folder that the archive is unpacked to
 */
export function* readTar(archive: Buffer): Generator<TarFile> {
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + BLOCK)
    const path = textOf(header, 0, 100)
    const size = Number.parseInt(textOf(header, 124, 12), 8)
    const type = textOf(header, 156, 1)
    const start = at + BLOCK
    if (path.startsWith('/') || path.split('/').includes('..')) throw new Error(`archive holds an unsafe path: ${path}`)
    if (type === '0' || type === '') yield { path, data: archive.subarray(start, start + size) }
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
}

function textOf(header: Buffer, start: number, length: number): string {
  const field = header.toString('latin1', start, start + length)
  return field.split('\0', 1)[0] ?? ''
}
