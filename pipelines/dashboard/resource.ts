import { promisify } from 'node:util'
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib'
import { sha256 } from '../core/hash.ts'

/** Something that can be sent, in any content coding; each coding is made once. */
export interface Resource {
  readonly type: string
  /** What the ETag says; the coding is appended to it. */
  readonly tag: string
  encoded(coding: Coding): Promise<Uint8Array>
}

const CODINGS = ['zstd', 'br', 'gzip', 'identity'] as const
export type Coding = (typeof CODINGS)[number]

/** The type of several tables in one response (api/framed-tables.ts). */
export const FRAMED = 'application/vnd.huiyin.tables'

/** Less than this is not worth compressing. */
const SMALL = 600

const encoders: Readonly<Record<Exclude<Coding, 'identity'>, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  zstd: promisify<Uint8Array, Buffer>(zstdCompress),
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify<Uint8Array, Buffer>(gzip),
}

/** A resource of known bytes; its tag is their hash unless another is given. */
export function resource(type: string, body: string | Uint8Array, tag?: string): Resource {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const made = new Map<Coding, Promise<Uint8Array>>()
  return {
    type,
    tag: tag ?? sha256(bytes).slice(0, 32),
    encoded(coding) {
      if (coding === 'identity' || bytes.length < SMALL) return Promise.resolve(bytes)
      const known = made.get(coding) ?? encoders[coding](bytes)
      made.set(coding, known)
      return known
    },
  }
}

/** A resource whose own format is compressed already; another coding would only take time. */
export function packedResource(type: string, bytes: Uint8Array, tag: string): Resource {
  return { type, tag, encoded: () => Promise.resolve(bytes) }
}

/** The address under which a resource may be kept for ever: with other bytes it has another one. */
export function lastingAddress(path: string, { tag }: Resource): string {
  return `${path}?${new URLSearchParams({ v: tag })}`
}

/** The best coding that an Accept-Encoding header takes. */
export function acceptedCoding(header: string | undefined): Coding {
  const refused = new Set<string>()
  const accepted = new Set<string>()
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
    const isRefused = parameters.some((text) => /^q=0(\.0*)?$/.test(text))
    ;(isRefused ? refused : accepted).add(name)
  }
  const fits = (coding: Coding) => accepted.has(coding) || (accepted.has('*') && !refused.has(coding))
  return CODINGS.find((coding) => coding !== 'identity' && fits(coding)) ?? 'identity'
}
