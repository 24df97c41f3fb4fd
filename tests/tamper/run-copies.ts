// npm run test:tamper [-- --copies 200 --seed 1]: changes issued reports in every way we know, and verifies each copy
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { issueReports } from './issued-reports.ts'
import { tamperCopies, verdictOn } from './tamper-report.ts'

const { values } = parseArgs({
  options: { copies: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
})
process.exitCode = await runCopies(Number(values.copies), Number(values.seed))

async function runCopies(count: number, seed: number): Promise<number> {
  const issued = await issueReports()
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-untouched-'))
  try {
    const alarms: string[] = []
    for (const { name, pdf } of issued.files) {
      const file = join(folder, `${name}.pdf`)
      await writeFile(file, pdf)
      const verdict = await verdictOn(issued.published, file)
      if (verdict !== null) alarms.push(`${name}: ${verdict}`)
    }
    const tampered = await tamperCopies(issued, count, seed)
    for (const way of new Set(tampered.map((copy) => copy.way))) {
      const copies = tampered.filter((copy) => copy.way === way)
      const found = copies.filter((copy) => copy.found !== null)
      const verdicts = [...new Set(found.map((copy) => copy.found))].slice(0, 4).join(' | ')
      process.stdout.write(`${way}: ${found.length} of ${copies.length} found (${verdicts})\n`)
    }
    const missed = tampered.filter((copy) => copy.found === null)
    process.stdout.write(`${tampered.length - missed.length} of ${tampered.length} tampered copies found, `)
    process.stdout.write(`${alarms.length} false alarms on ${issued.files.length} untouched ones\n`)
    for (const alarm of alarms) process.stdout.write(`false alarm: ${alarm}\n`)
    for (const { way, file } of missed) process.stdout.write(`missed: ${way} in ${file}\n`)
    return missed.length + alarms.length === 0 ? 0 : 1
  } finally {
    await rm(folder, { recursive: true, force: true })
    await issued.remove()
  }
}
