import { sha256 } from '../../core/hash.ts'
import { MANIFEST, type Manifest } from '../manifest.ts'
import type { Finding } from './findings.ts'

/** Compares the files that a PDF carries with those that its manifest lists. */
export function checkAttachments(manifest: Manifest, attachments: ReadonlyMap<string, Uint8Array>): Finding[] {
  const listed = new Map(manifest.attachments.map(({ name, sha256: hash }) => [name, hash]))
  const added = [...attachments.keys()].filter((name) => name !== MANIFEST && !listed.has(name))
  const stateOf = (name: string, hash: string) => {
    const data = attachments.get(name)
    if (data === undefined) return 'missing' as const
    return sha256(data) === hash ? undefined : ('changed' as const)
  }
  return [
    ...[...listed].flatMap(([name, hash]): Finding[] => {
      const state = stateOf(name, hash)
      return state === undefined ? [] : [{ kind: 'attachment', name, state }]
    }),
    ...added.map((name): Finding => ({ kind: 'attachment', name, state: 'added' })),
  ]
}
