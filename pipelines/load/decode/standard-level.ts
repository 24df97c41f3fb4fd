import type { ScoredName } from './encoding-name.ts'

/** Parts of a national standard: `common` is its first level, the characters of everyday use, in cells of their own. */
export type Level = 'common' | 'rare' | 'outside'

type TwoLevels = Readonly<Record<'common' | 'rare', readonly [number, number]>>

const LEVELS: Partial<Record<ScoredName, TwoLevels>> = {
  gb18030: { common: [0xb0a1, 0xd7f9], rare: [0xd8a1, 0xf7fe] },
  big5: { common: [0xa440, 0xc67e], rare: [0xc940, 0xf9d5] },
  shift_jis: { common: [0x889f, 0x9872], rare: [0x989f, 0xeaa4] },
  'euc-kr': { common: [0xb0a1, 0xc8fe], rare: [0xcaa1, 0xfdfe] },
  'euc-jp': { common: [0xb0a1, 0xcfd3], rare: [0xd0a1, 0xf4a6] },
}

/**
 * The level of a two-byte character of an encoding: GB 2312's 3,755 and 3,008 hanzi, Big5's 5,401 and 7,652, JIS X
 * 0208's 2,965 and 3,390 kanji, KS X 1001's 2,350 syllables and 4,888 hanja.
 */
export function standardLevel(encoding: ScoredName, pair: number): Level {
  const levels = LEVELS[encoding]
  const usesLowTrails = encoding === 'big5' || encoding === 'shift_jis'
  if (levels === undefined || (!usesLowTrails && (pair & 0xff) < 0xa1)) return 'outside'
  const { common, rare } = levels
  if (pair >= common[0] && pair <= common[1]) return 'common'
  return pair >= rare[0] && pair <= rare[1] ? 'rare' : 'outside'
}
