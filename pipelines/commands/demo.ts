import { existsSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { generateRetailer, REGISTERS } from '../../examples/retailer/generate.ts'
import { LOCALES } from '../core/locale.ts'
import { openWorkspace, type Workspace } from '../core/workspace.ts'
import { startDashboard } from '../dashboard/serve.ts'
import { extract } from '../extract/extract.ts'
import { renderReport } from '../report/render-report.ts'
import { run } from '../run.ts'
import { untilStopped } from '../schedule/stop-signal.ts'
import { type CommandContext, type CommandOptions, portOption } from './context.ts'
import { makeWorkspace } from './init.ts'
import { sayLoadSum } from './load.ts'
import { sayRun } from './run.ts'

/** The Monday after the example's year. */
const AS_OF = new Date('2026-11-16T08:00:00+08:00')
const FOLDER = 'out/demo'

export default async function demo(
  context: CommandContext,
  _args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const started = performance.now()
  const port = portOption(options)
  const folder = resolve(context.folder === '.' ? FOLDER : context.folder)
  const workspace = await exampleWorkspace(folder)
  const outcome = await run(workspace, context.effects, { asOf: AS_OF, trigger: 'demo' })
  sayLoadSum(context, outcome.load)
  sayRun(context, outcome)
  const files = await outputs(context, workspace)
  for (const file of files) context.say('wrote', { file: relative(process.cwd(), file) })
  const dashboard = await startDashboard({
    published: workspace.paths.published,
    host: workspace.settings.dashboard.host,
    port: port ?? 0,
    locale: context.locale,
    effects: context.effects,
  })
  try {
    const page = await fetch(`${dashboard.url}api/meta`)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const command = `npm run -s huiyin -- dashboard --workspace ${relative(process.cwd(), folder)}`
    context.answer({
      workspace: folder,
      run_id: outcome.runId,
      files,
      dashboard: { status: page.status, command },
      seconds: Number(seconds),
    })
    context.say('demo_done', { seconds, command })
    const serve = options['serve'] === true || (process.stdout.isTTY === true && options['json'] !== true)
    if (serve) {
      context.say('serving', { url: dashboard.url })
      await untilStopped()
    }
    return page.ok ? 0 : 1
  } finally {
    await dashboard.close()
  }
}

/** The example's workspace with its exports in the inbox; made anew where it is missing, kept where it is there. */
async function exampleWorkspace(folder: string): Promise<Workspace> {
  if (!existsSync(join(folder, 'huiyin.yaml'))) await makeWorkspace(folder, 'retailer', { locale: 'zh-CN' })
  const workspace = await openWorkspace(folder)
  await generateRetailer(workspace.paths.inbox)
  const registers = join(workspace.paths.inbox, REGISTERS)
  for (const name of await readdir(registers)) await rename(join(registers, name), join(workspace.paths.inbox, name))
  await rm(registers, { recursive: true })
  return workspace
}

async function outputs(context: CommandContext, workspace: Workspace): Promise<string[]> {
  const { published, out, logs } = workspace.paths
  const now = context.effects.now()
  const rendered = await renderReport({
    published,
    name: 'weekly',
    locales: [...LOCALES],
    formats: ['pdf'],
    folder: out,
    now,
  })
  const written = await extract({
    published,
    logs,
    name: 'complaints',
    from: '2026-11-09',
    to: '2026-11-15',
    format: 'xlsx',
    folder: out,
    now,
  })
  return [...rendered.flatMap((report) => report.files.map((file) => file.path)), written.file]
}
