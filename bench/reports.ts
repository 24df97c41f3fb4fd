// node bench/reports.ts [--workspace DIR] [--copies 40] [--rounds 3] [--jsreport DIR] [--only cold,weekly,departments,whole]: reports against jsreport
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type OpenedBrowser, openBrowser } from '../pipelines/report/browser.ts'
import { composeHtml } from '../pipelines/report/compose-html.ts'
import { prepareReport } from '../pipelines/report/compose-sections.ts'
import { departmentVersions } from '../pipelines/report/department-versions.ts'
import { issuePdf } from '../pipelines/report/issue-pdf.ts'
import { unpackChromium, unpackFontConfig } from '../pipelines/report/packaged-chromium.ts'
import { printPdf } from '../pipelines/report/print-pdf.ts'
import { type PageFrame, printablePage } from '../pipelines/report/printable-page.ts'
import { readDefinition } from '../pipelines/report/read-definition.ts'
import type { ReportDefinition } from '../pipelines/report/report-definition.ts'
import { reportPeriod } from '../pipelines/report/report-period.ts'
import { openSnapshot } from '../pipelines/warehouse/snapshot.ts'
import { cpuSeconds } from './process-cpu.ts'

const PACKAGES = [
  '@jsreport/jsreport-core',
  '@jsreport/jsreport-handlebars',
  '@jsreport/jsreport-chrome-pdf',
  'puppeteer-core',
]
const cli = fileURLToPath(new URL('../pipelines/cli.ts', import.meta.url))
const { values } = parseArgs({
  options: {
    workspace: { type: 'string' },
    copies: { type: 'string', default: '40' },
    rounds: { type: 'string', default: '3' },
    jsreport: { type: 'string' },
    only: { type: 'string', default: 'cold,weekly,departments,whole' },
  },
})
const scratch = mkdtempSync(join(tmpdir(), 'huiyin-bench-'))
const workspace = values.workspace ?? exampleWorkspace()
const [copies, rounds] = [Number(values.copies), Number(values.rounds)]

const snapshot = await openSnapshot(join(workspace, 'published'))
const definition = await readDefinition('weekly')
const period = reportPeriod('week', undefined, snapshot.run)
const weekly = await documentOf(definition)

const browser = await openBrowser()
try {
  const bytes = Buffer.byteLength(printablePage(weekly.html, weekly.frame))
  say(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, ${browser.version}, page of ${bytes} bytes`)
  const only = values.only.split(',')
  if (only.includes('cold')) await cold()
  if (only.includes('weekly')) await against(browser, 'weekly', [weekly])
  if (only.includes('departments')) await against(browser, 'departments', await departmentDocuments())
  if (only.includes('whole')) await whole(browser)
} finally {
  await browser.close()
  snapshot.close()
  rmSync(scratch, { recursive: true, force: true })
}

interface Printed {
  readonly html: string
  readonly frame: PageFrame & { asOf: Date }
}

async function documentOf(version: ReportDefinition): Promise<Printed> {
  const report = await prepareReport(snapshot, version, period)
  const composed = await composeHtml(report, 'zh-CN')
  return { html: composed.html, frame: { ...composed, asOf: new Date(report.run.asOf) } }
}

async function departmentDocuments(): Promise<Printed[]> {
  const documents: Printed[] = []
  for (const version of await departmentVersions(snapshot, definition, 'department'))
    documents.push(await documentOf(version.definition))
  return documents
}

/** From the command to the finished PDF, each time in a new process; load tells what else the machine did. */
async function cold(): Promise<void> {
  const times = [1, 2, 3].map(() => {
    const started = performance.now()
    execFileSync(process.execPath, [cli, 'report', '--workspace', workspace, '--out', scratch, '--locale', 'zh-CN'])
    return (performance.now() - started) / 1000
  })
  say(`cold, command to PDF: ${times.map((time) => time.toFixed(2)).join(', ')} s`)
}

/** The same HTML on the same Chromium, in turns; two at a time on both sides. */
async function against(opened: OpenedBrowser, name: string, documents: readonly Printed[]): Promise<void> {
  const jsreport = await startJsreport(
    documents.map(({ html, frame }, index) => {
      const page = join(scratch, `${name}-${index}.html`)
      writeFileSync(page, printablePage(html, frame))
      return page
    }),
  )
  const ours = async (count: number) => {
    const started = performance.now()
    let next = 0
    const work = async () => {
      for (let index = next++; index < count; index = next++) {
        const document = documents[index % documents.length] ?? weekly
        const pdf = await printPdf(document.html, { ...document.frame, browser: opened })
        writeFileSync(join(scratch, 'huiyin.pdf'), pdf)
      }
    }
    await Promise.all([work(), work()])
    return (performance.now() - started) / 1000
  }
  const measured = async (pid: number, print: () => Promise<number | undefined>) => {
    const before = cpuSeconds(pid)
    return { seconds: await print(), cpu: (cpuSeconds(pid) - before) / copies }
  }
  await ours(4)
  for (let round = 0; round < rounds; round += 1) {
    const theirs = await measured(jsreport.pid, jsreport.run)
    const { seconds = 0, cpu } = await measured(process.pid, () => ours(copies))
    const ratio =
      theirs.seconds === undefined
        ? 'jsreport not there'
        : `jsreport ${perSecond(theirs.seconds)}, ${(theirs.seconds / seconds).toFixed(2)} times; processor time a print ` +
          `${cpu.toFixed(2)} and ${theirs.cpu.toFixed(2)} s, ${(theirs.cpu / cpu).toFixed(2)} times`
    say(`printing ${copies}, ${name}: huiyin ${perSecond(seconds)}, ${ratio}`)
  }
  jsreport.stop()
}

/** Queries, words, charts, pages, attachments and archive format: what jsreport does not do; and memory. */
async function whole(opened: OpenedBrowser): Promise<void> {
  const started = performance.now()
  for (let index = 0; index < copies; index += 1) {
    const next = await prepareReport(snapshot, definition, period)
    await issuePdf(next, await composeHtml(next, 'zh-CN'), opened)
    if (index % 10 === 9) say(`after ${index + 1} whole reports: ${memory(opened)}`)
  }
  say(`${copies} whole reports one by one: ${perSecond((performance.now() - started) / 1000)}`)
}

function perSecond(seconds: number): string {
  return `${seconds.toFixed(1)} s (${(copies / seconds).toFixed(2)} a second)`
}

/** Resident memory of this process, and of all of the browser's. */
function memory({ browser: opened }: OpenedBrowser): string {
  const group = opened.process()?.pid ?? 0
  const list = execFileSync('ps', ['-eo', 'pgid,rss'], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const kilobytes = list.reduce((sum, [pgid, rss]) => sum + (pgid === group ? (rss ?? 0) : 0), 0)
  return `node ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB, browser ${Math.round(kilobytes / 1024)} MB`
}

async function startJsreport(pages: readonly string[]) {
  const folder = values.jsreport ?? installed()
  const chromium = await unpackChromium()
  if (folder === undefined || chromium === undefined)
    return { pid: 0, run: async () => undefined, stop: () => undefined }
  const env = { ...process.env, LD_LIBRARY_PATH: chromium.libraries, FONTCONFIG_FILE: await unpackFontConfig() }
  const child = fork(
    fileURLToPath(new URL('reports-jsreport.ts', import.meta.url)),
    [folder, chromium.executable, ...pages],
    { env },
  )
  await once(child, 'message')
  const run = async (count: number) => {
    child.send({ copies: count, out: scratch })
    const [answer] = (await once(child, 'message')) as [{ seconds: number }]
    return answer.seconds
  }
  await run(4)
  return { pid: child.pid ?? 0, run: () => run(copies), stop: () => child.disconnect() }
}

/** Outside of this project; undefined where the registry cannot be reached. */
function installed(): string | undefined {
  const folder = mkdtempSync(join(scratch, 'jsreport-'))
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...PACKAGES], {
      cwd: folder,
      stdio: 'ignore',
    })
    return folder
  } catch {
    return undefined
  }
}

function exampleWorkspace(): string {
  const folder = join(scratch, 'workspace')
  execFileSync(process.execPath, [cli, 'demo', '--workspace', folder, '--json'])
  return folder
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
