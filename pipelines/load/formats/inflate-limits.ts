import { HuiyinError } from '../../core/errors.ts'

/** How much a packed file may hold; beyond that it is taken for a bomb. */
export interface InflateLimits {
  /** Bytes after unpacking, all members together. */
  readonly inflatedBytes: number
  /** Unpacked bytes to one packed byte; counts once more than `RATIO_FLOOR` came out. */
  readonly ratio: number
  readonly members: number
}

/** Exports of 10 million rows unpack to a few GB at 5:1 to 60:1; bombs start at some hundred to one. */
export const INFLATE_LIMITS: InflateLimits = { inflatedBytes: 32 * 2 ** 30, ratio: 250, members: 1000 }

const RATIO_FLOOR = 32 * 2 ** 20

/**
 * A counter for the bytes that come out of a packed file of `packedBytes`; throws HY-L-010 {file, got, limit} as soon
 * as there are too many of them.
 */
export function inflateBudget(
  file: string,
  packedBytes: number,
  limits: Pick<InflateLimits, 'inflatedBytes' | 'ratio'>,
): (bytes: number) => void {
  let inflated = 0
  const packed = Math.max(packedBytes, 1)
  return (bytes) => {
    inflated += bytes
    if (inflated > limits.inflatedBytes) {
      throw new HuiyinError('HY-L-010', { file, got: sizeText(inflated), limit: sizeText(limits.inflatedBytes) })
    }
    if (inflated > RATIO_FLOOR && inflated / packed > limits.ratio) {
      throw new HuiyinError('HY-L-010', { file, got: `${Math.round(inflated / packed)}:1`, limit: `${limits.ratio}:1` })
    }
  }
}

/** Bytes with a unit that reads the same in every language: `318 MB`. */
export function sizeText(bytes: number): string {
  const steps = ['B', 'KB', 'MB', 'GB', 'TB']
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), steps.length - 1)
  const value = bytes / 1024 ** step
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} ${steps[step]}`
}
