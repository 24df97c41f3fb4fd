import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** A password as it is kept: scrypt (RFC 7914) with its parameters, salt and hash in hexadecimal digits. */
export const passwordHashSchema = z.strictObject({
  n: z.int().min(16_384).max(1_048_576),
  r: z.int().min(1).max(32),
  p: z.int().min(1).max(16),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type PasswordHash = Readonly<z.infer<typeof passwordHashSchema>>

const PARAMETERS = { n: 32_768, r: 8, p: 1 } as const
const HASH_BYTES = 32
const SALT_BYTES = 16
/** Two hashes at a time: each takes 32 MB and a core. */
const AT_ONCE = 2

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(password, salt, PARAMETERS)
  return { ...PARAMETERS, salt: salt.toString('hex'), hash: hash.toString('hex') }
}

/** Whether a password is the one that was hashed; takes as long without a hash to compare with as with one. */
export async function isPassword(password: string, known: PasswordHash | undefined): Promise<boolean> {
  const { n, r, p, salt, hash } = known ?? NOBODY
  const derived = await derive(password, Buffer.from(salt, 'hex'), { n, r, p })
  return timingSafeEqual(derived, Buffer.from(hash, 'hex')) && known !== undefined
}

const NOBODY: PasswordHash = { ...PARAMETERS, salt: '0'.repeat(32), hash: '0'.repeat(64) }

const waiting: (() => void)[] = []
let running = 0

async function derive(password: string, salt: Buffer, { n, r, p }: { n: number; r: number; p: number }) {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const options = { N: n, r, p, maxmem: 256 * n * r }
      scrypt(password.normalize('NFC'), salt, HASH_BYTES, options, (error, key) =>
        error === null ? resolve(key) : reject(error),
      )
    })
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}
