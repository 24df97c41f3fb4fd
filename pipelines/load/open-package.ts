import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { type Archived, archiveFile, UNDER_WAY } from './archive.ts'
import { fileKind } from './formats/file-kind.ts'
import { isPacked } from './formats/readable-kind.ts'
import { unpack } from './formats/unpack.ts'

/** One table to load: what the person calls it, and its bytes. */
export interface ArchivedTable {
  readonly name: string
  readonly archived: Archived
  /** The packed file broke off: what follows of it is not there. */
  readonly isTruncated: boolean
}

/**
 * The tables that an archived file holds, one after the other: itself, or where it is a gzip, Zstandard or ZIP file its members,
 * each archived by its own hash; the members of a ZIP file are called `outer/member`, and are there until the next is
 * asked for. Throws HY-L-006, HY-L-010 as `unpack` does, before the first of them.
 */
export async function* openPackage(name: string, archived: Archived, archive: string): AsyncGenerator<ArchivedTable> {
  const kind = await fileKind(archived.path)
  if (!isPacked(kind)) {
    yield { name, archived, isTruncated: false }
    return
  }
  const folder = await mkdtemp(join(archive, UNDER_WAY))
  const copies: Promise<void>[] = []
  try {
    const members = await unpack(archived.path, kind, folder)
    await archived.assertUnchanged()
    for (const member of members) {
      const copy = await archiveFile(member.path, archive, member.name)
      copies.push(copy.kept())
      yield {
        name: kind === 'zip' ? `${name}/${member.name}` : name,
        archived: copy,
        isTruncated: member.isTruncated,
      }
    }
  } catch (error) {
    if (!(error instanceof HuiyinError) || error.details['file'] !== archived.path) throw error
    throw new HuiyinError(error.code, { ...error.details, file: name }, { cause: error })
  } finally {
    await Promise.allSettled(copies)
    await rm(folder, { recursive: true, force: true })
  }
}
