import { type Effects, realEffects } from '../core/effects.ts'
import { HuiyinError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { type MessageValues, message } from '../core/messages.ts'
import { addDays } from '../core/work-calendar.ts'
import { startOfDay } from '../core/zone-offsets.ts'
import { checkDay } from '../metrics/periods.ts'
import { progressLine } from './progress-line.ts'

/** A command's options as the command line gives them. */
export type CommandOptions = Readonly<Record<string, string | boolean | string[] | undefined>>

/** What a command needs beside its own options: where the workspace is, and how to speak to person or program. */
export interface CommandContext {
  readonly folder: string
  readonly locale: Locale
  readonly effects: Effects
  /** A line for a person; silent with --json. */
  say(key: string, values?: MessageValues): void
  /** The text of an error in the person's language. */
  explain(error: HuiyinError): string
  /** A plain line for a person; silent with --json. */
  line(text: string): void
  /** The answer for a program; silent without --json. */
  answer(value: unknown): void
}

export function openContext(options: CommandOptions, locale: Locale, stop?: AbortSignal): CommandContext {
  const json = options['json'] === true
  const line = (text: string) => {
    if (!json) process.stdout.write(`${text}\n`)
  }
  const show = progressLine(process.stderr, locale)
  const meter: Effects['meter'] = (counter) => show(counter, performance.now())
  const told: Effects = json ? { ...realEffects, progress: () => undefined } : { ...realEffects, meter }
  const effects: Effects = stop === undefined ? told : { ...told, stop }
  return {
    folder: String(options['workspace'] ?? '.'),
    locale,
    effects,
    say: (key, values = {}) => line(message(locale, 'core', `say.${key}`, values)),
    explain: (error) =>
      `${error.code}  ${(['what', 'fix'] as const).map((part) => message(locale, 'core', `errors.${error.code}.${part}`, error.details)).join(' ')}`,
    line,
    answer: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
    },
  }
}

/** An option's text, where it was given. */
export function textOption(options: CommandOptions, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** A comma-separated option as its parts. */
export function listOption(options: CommandOptions, name: string): string[] {
  return (textOption(options, name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** `--port`, a whole number from 0 to 65535. */
export function portOption(options: CommandOptions): number | undefined {
  const text = textOption(options, 'port')
  if (text === undefined) return undefined
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new HuiyinError('HY-C-001', { reason: `--port ${text}: expected 0 to 65535`, usage: 'huiyin' })
  }
  return port
}

/** `--as-of`: an instant with its offset, or a day, which is over then where the workspace is. Throws HY-C-001, HY-M-003. */
export function asOfOption(options: CommandOptions): ((timezone: string) => Date) | undefined {
  const text = textOption(options, 'asOf')
  if (text === undefined) return undefined
  if (/^[\d-]+$/.test(text)) {
    const next = addDays(checkDay(text, '--as-of'), 1)
    return (timezone) => new Date(startOfDay(timezone, next))
  }
  const instant = new Date(text)
  if (!/T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) || Number.isNaN(instant.getTime())) {
    throw new HuiyinError('HY-C-001', {
      reason: `--as-of ${text}: expected 2026-11-16 or 2026-11-16T08:00:00+08:00`,
      usage: 'huiyin run',
    })
  }
  return () => instant
}
