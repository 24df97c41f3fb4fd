// Child of reports.ts: jsreport with handlebars and chrome-pdf, two workers of each kind, on the Chromium that it is given
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

interface Reporter {
  use(extension: unknown): void
  init(): Promise<void>
  render(request: object): Promise<{ content: Buffer }>
  close(): Promise<void>
}

const [folder = '', executablePath = '', ...pages] = process.argv.slice(2)
const require = createRequire(join(folder, 'package.json'))
const jsreport = require('@jsreport/jsreport-core') as (options: object) => Reporter
const chrome = {
  strategy: 'chrome-pool',
  numberOfWorkers: 2,
  launchOptions: { executablePath, args: ['--no-sandbox'] },
}
const reporter = jsreport({
  rootDirectory: folder,
  discover: false,
  loadConfig: false,
  logger: { silent: true },
  store: { provider: 'memory' },
  workers: { numberOfWorkers: 2 },
  reportTimeout: 600_000,
  extensions: { 'chrome-pdf': chrome },
  chrome,
})
reporter.use((require('@jsreport/jsreport-handlebars') as () => unknown)())
reporter.use((require('@jsreport/jsreport-chrome-pdf') as () => unknown)())
await reporter.init()

process.on('message', async ({ copies, out }: { copies: number; out: string }) => {
  const started = performance.now()
  let next = 0
  const work = async () => {
    for (let index = next++; index < copies; index = next++) await print(index, out)
  }
  await Promise.all([work(), work()])
  process.send?.({ seconds: (performance.now() - started) / 1000 })
})
process.on('disconnect', () => void reporter.close().then(() => process.exit(0)))
process.send?.({ ready: true })

async function print(index: number, out: string): Promise<void> {
  const html = readFileSync(pages[index % pages.length] ?? '', 'utf8')
  const { content } = await reporter.render({
    template: {
      content: '{{{html}}}',
      engine: 'handlebars',
      recipe: 'chrome-pdf',
      chrome: { printBackground: true, preferCSSPageSize: true },
    },
    data: { html },
  })
  writeFileSync(join(out, `jsreport-${index % pages.length}.pdf`), content)
}
