import { readFile } from 'node:fs/promises'
import { HuiyinError } from '../../core/errors.ts'
import type { SealKey } from './seal-pdf.ts'

export interface SealKeySource {
  /** Path of the PKCS#12 file. */
  readonly p12: string
  /** Name of the environment variable that holds its password. */
  readonly passwordEnv?: string | undefined
  /** Path of a file whose first line is the password. */
  readonly passwordFile?: string | undefined
  readonly timeStampUrl?: string | undefined
}

const DEFAULT_VARIABLE = 'HUIYIN_SEAL_PASSWORD'

/**
 * Reads a certificate with its key. The password comes from a file or the environment and never from the command line,
 * where every user of the machine could read it. Throws HY-E-001.
 */
export async function readSealKey(
  source: SealKeySource,
  env: Readonly<Record<string, string | undefined>>,
): Promise<SealKey> {
  const { p12: path, timeStampUrl } = source
  const unusable = (reason: string, cause?: unknown) => new HuiyinError('HY-E-001', { file: path, reason }, { cause })
  const p12 = await readFile(path).catch((cause: Error) => {
    throw unusable(cause.message, cause)
  })
  if (source.passwordFile !== undefined) {
    const text = await readFile(source.passwordFile, 'utf8').catch((cause: Error) => {
      throw unusable(cause.message, cause)
    })
    return { p12, path, password: text.split(/\r?\n/, 1)[0] ?? '', timeStampUrl }
  }
  const variable = source.passwordEnv ?? DEFAULT_VARIABLE
  const password = env[variable]
  if (password === undefined) throw unusable(`${variable} is not set`)
  return { p12, path, password, timeStampUrl }
}
