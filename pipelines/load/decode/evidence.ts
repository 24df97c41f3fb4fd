import type { Reading } from './score-words.ts'

interface Figures {
  readonly best: Reading
  readonly next: Reading
  readonly words: number
}

/** The sentences that tell the ledger what was chosen and why. */
export const sentence = {
  empty: () => 'The file is empty.',
  ascii: (bytes: number) => `Pure ASCII: none of ${many(bytes, 'byte')} is above 0x7F.`,
  escapes: (at: number) => `The file looks like ISO-2022 (an escape sequence at byte ${count(at)}), which is not read.`,
  mark: (encoding: string, rest: string) => `${encoding} by its byte order mark. ${rest}`.trim(),
  markWrong: (rest: string) => `The byte order mark says utf-8, the text does not. ${rest}`,
  utf32: () => 'The file looks like UTF-32, which is not read.',
  wide: (encoding: string, zeroBytes: number, units: number) =>
    `${encoding} without a byte order mark: ${many(zeroBytes, 'zero byte')} in the first ${many(units, 'character')}, and they read as text.`,
  utf8: (characters: number, bytes: number) =>
    `Strict UTF-8: ${many(characters, 'multi-byte character')} in ${many(bytes, 'byte')}, none malformed.`,
  coincidence: (utf8: Reading, other: Reading) =>
    `The few high bytes are valid as utf-8 (${points(utf8)}) but read better as ${other.encoding} (${points(other)}).`,
  cut: (characters: number, badAt: number) =>
    `Strict UTF-8: ${many(characters, 'multi-byte character')}, but the file ends inside the one at byte ${count(badAt)}.`,
  mixed: (mix: { words: number; others: number; other: string; badAt: number; utf8First: boolean }) => {
    const [first, then] = mix.utf8First ? ['utf-8', mix.other] : [mix.other, 'utf-8']
    const shares = `${many(mix.words - mix.others, 'different word')} are utf-8, ${count(mix.others)} are not`
    return `Two encodings in one file: ${first} first, ${then} from byte ${count(mix.badAt)} on (${shares}).`
  },
  damagedUtf8: (damage: { words: number; others: number; badAt: number }) =>
    `utf-8 with ${count(damage.others)} of ${many(damage.words, 'different word')} malformed, from byte ${count(damage.badAt)} on.`,
  legacy: ({ best, next, words }: Figures) =>
    `${best.encoding}: ${many(words, 'different word')} read as ${best.language} (${points(best)}); next is ${next.encoding} (${points(next)}).${errors(best, words)}`,
  close: ({ best, next, words }: Figures) =>
    `Too close to tell from ${many(words, 'different word')}: ${best.encoding} (${points(best)}) or ${next.encoding} (${points(next)}).`,
  implausible: ({ best, words }: Figures) =>
    `${many(words, 'different word')} make sense in no encoding; the least bad is ${best.encoding} (${points(best)}).${errors(best, words)}`,
  foreign: (rival: Reading, { words }: Figures) =>
    `${many(words, 'different word')} fit an encoding that is not read better, such as ${rival.encoding} (${points(rival)}).`,
  malformed: (badAt: number) => `byte ${count(badAt)} is malformed as such`,
  undecodable: (reading: Reading, words: number) =>
    `${count(reading.errors)} of ${many(words, 'different word')} are undecodable in it, the first at byte ${count(reading.firstError ?? 0)}`,
  better: (better: Reading, reading: Reading) =>
    `${better.encoding} reads far better (${points(better)} against ${points(reading)})`,
  senseless: (reading: Reading) => `the text makes no sense in it (${points(reading)})`,
  nothing: () => 'No text to judge.',
  declared: (encoding: string, rest: string) => `Declared ${encoding}. ${rest}`,
  declaredFits: (reading: Reading, words: number) =>
    `Declared ${reading.encoding}, and ${many(words, 'different word')} fit (${points(reading)}).${errors(reading, words)}`,
  declaredWrong: (encoding: string, reason: string, rest: string) => `Declared ${encoding}, but ${reason}. ${rest}`,
}

function points({ score }: Reading): string {
  return `score ${score.toFixed(1)}`
}

function errors({ errors: wrong, firstError }: Reading, words: number): string {
  return firstError === null
    ? ''
    : ` Undecodable: ${count(wrong)} of ${count(words)} words, the first at byte ${count(firstError)}.`
}

function count(value: number): string {
  return value.toLocaleString('en')
}

function many(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`
}
