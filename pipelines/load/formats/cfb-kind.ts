import { open } from 'node:fs/promises'

const DIRECTORY_BYTES = 4096

/**
 * What an OLE compound file holds: a workbook of Excel 97 to 2003 (`xls`), an encrypted Office file (`protected`), or
 * another document. Told by the names of its streams, which stand in its directory.
 */
export async function cfbKind(path: string): Promise<'xls' | 'protected' | 'document'> {
  const handle = await open(path)
  try {
    const { buffer: header } = await handle.read(Buffer.alloc(512), 0, 512, 0)
    const sectorBytes = 2 ** Math.min(header.readUInt16LE(30), 12)
    const start = (header.readUInt32LE(48) + 1) * sectorBytes
    const { buffer } = await handle.read(Buffer.alloc(DIRECTORY_BYTES), 0, DIRECTORY_BYTES, start)
    const holds = (stream: string) => buffer.includes(Buffer.from(`${stream}\0`, 'utf16le'))
    if (holds('EncryptedPackage')) return 'protected'
    return holds('Workbook') || holds('Book') ? 'xls' : 'document'
  } finally {
    await handle.close()
  }
}
