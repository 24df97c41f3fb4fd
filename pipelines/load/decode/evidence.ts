import { inAllLocales, type Localised } from '../../core/locale.ts'
import { localised } from '../../core/localised.ts'
import type { Reading } from './score-words.ts'

interface Figures {
  readonly best: Reading
  readonly next: Reading
  readonly words: number
}

/** The sentences that tell what was chosen and why. */
export const sentence = {
  empty: () => say('empty'),
  ascii: (bytes: number) => say('ascii', { bytes: many(bytes, 'byte') }),
  escapes: (at: number) => say('escapes', { at: count(at) }),
  mark: (encoding: string, rest?: Localised) => sentences(say('mark', { encoding }), rest),
  markWrong: (rest: Localised) => sentences(say('mark_wrong'), rest),
  utf32: () => say('utf32'),
  wide: (encoding: string, zeroBytes: number, units: number) =>
    say('wide', { encoding, zeros: many(zeroBytes, 'zero_byte'), characters: many(units, 'character') }),
  utf8: (characters: number, bytes: number) =>
    say('utf8', { characters: many(characters, 'multi_byte_character'), bytes: many(bytes, 'byte') }),
  coincidence: (utf8: Reading, other: Reading) =>
    say('coincidence', { score: points(utf8), other: other.encoding, other_score: points(other) }),
  cut: (characters: number, badAt: number) =>
    say('cut', { characters: many(characters, 'multi_byte_character'), at: count(badAt) }),
  mixed: (mix: { words: number; others: number; other: string; badAt: number; utf8First: boolean }) => {
    const [first, then] = mix.utf8First ? ['utf-8', mix.other] : [mix.other, 'utf-8']
    const fit = many(mix.words - mix.others, 'different_word')
    return say('mixed', { first, then, at: count(mix.badAt), fit, others: count(mix.others) })
  },
  damagedUtf8: (damage: { words: number; others: number; badAt: number }) =>
    say('damaged', {
      others: count(damage.others),
      words: many(damage.words, 'different_word'),
      at: count(damage.badAt),
    }),
  legacy: ({ best, next, words }: Figures) =>
    sentences(
      say('legacy', {
        ...reading(best, words),
        language: language(best),
        next: next.encoding,
        next_score: points(next),
      }),
      errors(best, words),
    ),
  close: ({ best, next, words }: Figures) =>
    say('close', { ...reading(best, words), next: next.encoding, next_score: points(next) }),
  implausible: ({ best, words }: Figures) => sentences(say('implausible', reading(best, words)), errors(best, words)),
  foreign: (rival: Reading, { words }: Figures) => say('foreign', reading(rival, words)),
  nothing: () => say('nothing'),
  declared: (encoding: string, rest: Localised) => sentences(say('declared', { encoding }), rest),
  knownScript: () => say('known_script'),
  declaredFits: (best: Reading, words: number) =>
    sentences(say('declared_fits', reading(best, words)), errors(best, words)),
  declaredWrong: (encoding: string, why: Localised, rest: Localised) =>
    sentences(say('declared_wrong', { encoding, reason: why }), rest),
}

/** Why a declaration is wrong, as a part of a sentence. */
export const reason = {
  otherMark: () => say('reason.other_mark'),
  somethingElse: () => say('reason.something_else'),
  notAsSuch: () => say('reason.not_as_such'),
  partlyUtf8: () => say('reason.partly_utf8'),
  malformed: (badAt: number) => say('reason.malformed', { at: count(badAt) }),
  undecodable: (wrong: Reading, words: number) =>
    say('reason.undecodable', {
      wrong: count(wrong.errors),
      words: many(words, 'different_word'),
      at: count(wrong.firstError ?? 0),
    }),
  better: (better: Reading, other: Reading) =>
    say('reason.better', { better: better.encoding, better_score: points(better), score: points(other) }),
  senseless: (wrong: Reading) => say('reason.senseless', { score: points(wrong) }),
}

function say(key: string, values: Readonly<Record<string, string | Localised>> = {}): Localised {
  return localised('core', `encoding.${key}`, values)
}

function reading(best: Reading, words: number) {
  return { encoding: best.encoding, words: many(words, 'different_word'), score: points(best) }
}

function language({ language: name }: Reading): Localised {
  return say(`language.${name.replace(' ', '_')}`)
}

function points({ score }: Reading): Localised {
  return say('amount.score', { n: score.toFixed(1) })
}

function errors({ errors: wrong, firstError }: Reading, words: number): Localised | undefined {
  if (firstError === null) return undefined
  return say('undecodable_words', { wrong: count(wrong), words: count(words), at: count(firstError) })
}

function sentences(first: Localised, second: Localised | undefined): Localised {
  if (second === undefined) return first
  return inAllLocales((locale) => [first[locale], second[locale]].join(locale === 'en' ? ' ' : ''))
}

function count(value: number): string {
  return value.toLocaleString('en')
}

function many(value: number, noun: string): Localised {
  return say(`amount.${noun}${value === 1 ? '' : 's'}`, { n: count(value) })
}
