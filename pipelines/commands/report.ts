import { resolve } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { isLocale, LOCALES, type Locale } from '../core/locale.ts'
import { message } from '../core/messages.ts'
import { openWorkspace, type Workspace } from '../core/workspace.ts'
import { openBrowser } from '../report/browser.ts'
import type { ReportRequest } from '../report/render-report.ts'
import { REPORT_FORMATS, type ReportFormat } from '../report/report-formats.ts'
import { workspaceSeal } from '../report/seal/workspace-seal.ts'
import { type CommandContext, type CommandOptions, listOption, textOption } from './context.ts'

export default async function report(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  if (args[0] === 'list') return await (await import('./report-list.ts')).listReports(context)
  if (args[0] === 'compare') {
    const { compareReport } = await import('./report-compare.ts')
    return await compareReport(context, args[1] ?? '', textOption(options, 'run'))
  }
  if (options['preview'] === true) {
    const { previewReport } = await import('./report-preview.ts')
    return await previewReport(context, args[0] ?? 'weekly', options, localesOf(options)[0])
  }
  const formats = formatsOf(options)
  const browser = formats.includes('pdf') ? openBrowser() : undefined
  browser?.catch(() => undefined)
  try {
    return await render(context, args[0] ?? 'weekly', options, {
      formats,
      ...(browser === undefined ? {} : { browser }),
    })
  } finally {
    await browser?.then(
      (opened) => opened.kill(),
      () => undefined,
    )
  }
}

/** All that a report needs is read while the browser starts. */
async function render(
  context: CommandContext,
  name: string,
  options: CommandOptions,
  printing: Pick<ReportRequest, 'formats' | 'browser'>,
): Promise<number> {
  const locales = localesOf(options)
  const workspace = await openWorkspace(context.folder)
  const { renderReport } = await import('../report/render-report.ts')
  const rendered = await renderReport({
    ...printing,
    published: workspace.paths.published,
    runId: textOption(options, 'run'),
    name,
    definitions: workspace.paths.reports,
    period: textOption(options, 'period') ?? textOption(options, 'week'),
    locales: locales.length === 0 ? await localesOfReport(workspace, name) : locales,
    each: textOption(options, 'each'),
    folder: resolve(textOption(options, 'out') ?? workspace.paths.out),
    now: context.effects.now(),
    seal: await workspaceSeal(workspace, context.effects.env),
  })
  for (const { files } of rendered) for (const { path } of files) context.say('wrote', { file: path })
  for (const address of rendered.flatMap(({ refused }) => refused)) {
    context.line(message(context.locale, 'seal', 'refused', { address }))
  }
  context.answer({
    report: name,
    reports: rendered.map(({ locale, value, runId, files, figures, period, refused }) => ({
      locale,
      ...(value === null ? {} : { value }),
      run_id: runId,
      period: period.name,
      from: period.from,
      to: period.to,
      figures,
      files,
      refused,
    })),
  })
  return 0
}

/** The languages of the report's definition, else the workspace's own. */
async function localesOfReport(workspace: Workspace, name: string): Promise<readonly Locale[]> {
  const { readDefinition } = await import('../report/read-definition.ts')
  const { locales } = await readDefinition(name, workspace.paths.reports)
  return locales ?? [workspace.settings.locale]
}

function localesOf(options: CommandOptions): Locale[] {
  const given = listOption(options, 'locale')
  if (given.includes('all')) return [...LOCALES]
  return [...new Set(given)].map((name) => {
    if (isLocale(name)) return name
    const reason = `--locale ${name}: expected ${LOCALES.join(', ')} or all`
    throw new HuiyinError('HY-C-001', { reason, usage: 'huiyin report' })
  })
}

function formatsOf(options: CommandOptions): ReportFormat[] {
  const given = [...new Set(listOption(options, 'format'))]
  const formats = given.map((name) => {
    const format = REPORT_FORMATS.find((known) => known === name)
    if (format === undefined) throw new HuiyinError('HY-X-002', { format: name, expected: REPORT_FORMATS.join(', ') })
    return format
  })
  return formats.length === 0 ? ['pdf'] : formats
}
