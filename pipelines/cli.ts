#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError, Option } from 'commander'
import type { CommandContext, CommandOptions } from './commands/context.ts'
import { HuiyinError } from './core/errors.ts'
import { isLocale, type Locale, systemLocale } from './core/locale.ts'
import { message } from './core/messages.ts'
import { VERSION } from './core/version.ts'

/** What every file under commands/ exports: the work, given arguments and options; its number is the exit status. */
type CommandWork = (context: CommandContext, args: readonly string[], options: CommandOptions) => Promise<number>

// Reading our own TypeScript takes longer than most commands; where the folder cannot be written, it is read each time.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/huiyin', import.meta.url)))

const locale = localeFrom(process.argv)
const help = (key: string, values = {}) => message(locale, 'core', `help.${key}`, values)

const program = new Command('huiyin')
  .description(help('program'))
  .version(VERSION, '--version', help('version'))
  .helpOption('-h, --help', help('help'))
  .helpCommand(false)
  .configureOutput({ writeErr: () => undefined })
  .exitOverride()

/** Commands that a signal stops in the middle of their work; the others end or stop their own way. */
const STOPPABLE: ReadonlySet<string> = new Set(['load', 'run'])

/** One command: its description, the options that all have, and its work, imported only when it is called. */
function command(usage: string, load: () => Promise<{ default: CommandWork }>): Command {
  const [name = ''] = usage.split(' ')
  return program
    .command(usage)
    .description(help(name))
    .helpOption('-h, --help', help('help'))
    .option('--workspace <dir>', help('workspace'), process.env['HUIYIN_WORKSPACE'] ?? '.')
    .option('--json', help('json'))
    .addOption(new Option('--lang <locale>', help('lang')).choices(['zh-CN', 'zh-TW', 'en']))
    .action(async (...all: unknown[]) => {
      const self = all.at(-1) as Command
      const { openContext } = await import('./commands/context.ts')
      const { default: work } = await load()
      const options = self.opts<CommandOptions>()
      const stop = STOPPABLE.has(name) ? (await import('./commands/stop-work.ts')).stopWork() : undefined
      process.exitCode = await work(openContext(options, locale, stop), self.args, options)
    })
}

function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value]
}

command('init [dir]', () => import('./commands/init.ts'))
  .option('--from <example>', help('init_from', { examples: 'retailer, cfpb-2014, cfpb-2016, nyc311' }))
  .option('--name <text>', help('init_name'))
  .option('--timezone <zone>', help('init_timezone'))
command('template [entity]', () => import('./commands/template.ts')).option('--out <dir>', help('out'))
command('map <files...>', () => import('./commands/map.ts'))
  .option('--check', help('map_check'))
  .option('--encoding <name>', help('map_encoding'))
  .option('--entity <name>', help('map_entity', { entities: 'complaint, survey, …' }))
  .option('--out <file>', help('map_out'))
  .option('--yes', help('map_yes'))
command('load [files...]', () => import('./commands/load.ts')).option('--source <name>', help('load_source'))
command('quarantine <action> [file]', () => import('./commands/quarantine.ts'))
  .option('--source <name>', help('quarantine_source'))
  .option('--batch <number>', help('quarantine_batch'))
  .option('--all', help('quarantine_all'))
command('unload <batches...>', () => import('./commands/unload.ts'))
command('run', () => import('./commands/run.ts')).option('--as-of <instant>', help('as_of'))
command('metrics [names...]', () => import('./commands/metrics.ts'))
  .option('--list', help('metrics_list'))
  .option('--by <dims>', help('metrics_by'))
  .option('--period <unit>', help('metrics_period'))
  .option('--from <day>', help('metrics_from'))
  .option('--to <day>', help('metrics_to'))
  .option('--where <dim=value>', help('metrics_where'), collect)
  .option('--run <id>', help('run_id'))
command('report [name] [subject]', () => import('./commands/report.ts'))
  .option('--period <period>', help('report_period'))
  .option('--week <week>', help('report_week'))
  .option('--each <dimension>', help('report_each'))
  .option('--preview', help('report_preview'))
  .option('--port <number>', help('port'))
  .option('--locale <locales>', help('report_locale'))
  .option('--format <formats>', help('report_format'), 'pdf')
  .option('--out <dir>', help('out'))
  .option('--run <id>', help('run_id'))
command('seal <file>', () => import('./commands/seal.ts'))
  .option('--role <role>', help('seal_role'), 'author')
  .option('--p12 <file>', help('seal_p12'))
  .option('--password-env <name>', help('seal_password_env'))
  .option('--password-file <file>', help('seal_password_file'))
  .option('--time-stamp <url>', help('seal_time_stamp'))
command('verify <file>', () => import('./commands/verify.ts'))
command('extract <name>', () => import('./commands/extract.ts'))
  .option('--from <day>', help('metrics_from'))
  .option('--to <day>', help('metrics_to'))
  .option('--format <format>', help('extract_format'), 'csv')
  .option('--out <dir>', help('out'))
  .option('--run <id>', help('run_id'))
command('dashboard', () => import('./commands/dashboard.ts'))
  .option('--host <address>', help('host'))
  .option('--port <number>', help('port'))
command('user <action> [name]', () => import('./commands/user.ts'))
  .option('--role <role>', help('user_role'))
  .option('--department <name>', help('user_department'))
  .option('--token-only', help('user_token_only'))
command('access', () => import('./commands/access.ts')).option('--all', help('access_all'))
command('up', () => import('./commands/up.ts')).option('--port <number>', help('port'))
command('norms', () => import('./commands/norms.ts'))
  .option('--section <letter>', help('norms_section'))
  .option('--state <state>', help('norms_state'))
  .option('--run <id>', help('run_id'))
command('dictionary', () => import('./commands/dictionary.ts'))
  .option('--format <format>', help('dictionary_format'), 'html')
  .option('--out <dir>', help('out'))
command('status', () => import('./commands/status.ts'))
command('demo', () => import('./commands/demo.ts'))
  .option('--serve', help('demo_serve'))
  .option('--port <number>', help('port'))

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = report(error)
}

/** Tells a person, or with --json a program, what went wrong; returns the exit status. */
function report(error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0
  const failure = error instanceof CommanderError ? usageError(error) : error
  const known = failure instanceof HuiyinError
  const details = known ? failure.details : { reason: failure instanceof Error ? failure.message : String(failure) }
  const text = (part: 'what' | 'fix') =>
    known
      ? message(locale, 'core', `errors.${failure.code}.${part}`, details)
      : message(locale, 'core', part === 'what' ? 'say.internal' : 'say.internal_fix', details)
  const code = known ? failure.code : 'internal'
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ error: { code, message: text('what'), fix: text('fix'), details } })}\n`)
  }
  if (!known && failure instanceof Error) process.stderr.write(`${failure.stack}\n`)
  process.stderr.write(`${code}  ${text('what')}\n        ${text('fix')}\n`)
  return known ? failure.exitStatus : 1
}

function usageError(error: CommanderError): HuiyinError {
  const names = process.argv.slice(2).filter((word) => !word.startsWith('-'))
  const known = program.commands.find((item) => item.name() === names[0])
  const reason = error.message.replace(/^error: /, '')
  return new HuiyinError(
    'HY-C-001',
    { reason, usage: known === undefined ? 'huiyin' : `huiyin ${known.name()}` },
    { cause: error },
  )
}

/** The language of help and errors must be known before the options are parsed. */
function localeFrom(argv: readonly string[]): Locale {
  const position = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const word = argv[position] ?? ''
  const value = word.includes('=') ? word.slice('--lang='.length) : (argv[position + 1] ?? '')
  return position > 0 && isLocale(value) ? value : systemLocale(process.env)
}
