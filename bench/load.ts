// generated CSV ─▶ bare `create table as select * from read_csv` ─▶ huiyin load, each in a process of its own
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { stringify } from 'yaml'
import { COMPLAINTS_SOURCE, complaintsCsv } from './load-data.ts'

const CLI = fileURLToPath(new URL('../pipelines/cli.ts', import.meta.url))
const rows = Number(process.argv[2] ?? 10_000_000)
const added = Math.max(1, Math.round(rows / 100))
const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-'))

interface Measured {
  readonly seconds: number
  readonly peakMb: number
}

/** Runs one process to its end and tells its wall time and its greatest resident memory. */
function measured(args: readonly string[]): Measured {
  const probe = fileURLToPath(new URL('./peak-memory.ts', import.meta.url))
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', probe, ...args], { encoding: 'utf8' })
  const seconds = (performance.now() - start) / 1000
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`)
  return { seconds, peakMb: Number(/peak (\d+)/.exec(stderr)?.[1] ?? Number.NaN) }
}

function bare(csv: string): Measured {
  const program = `
    import { DuckDBInstance } from '@duckdb/node-api'
    const instance = await DuckDBInstance.create(${JSON.stringify(join(folder, 'bare.duckdb'))})
    const connection = await instance.connect()
    await connection.run("create table complaint as select * from read_csv('${csv}')")
    connection.closeSync(); instance.closeSync()`
  const file = fileURLToPath(new URL('./bare.tmp.mjs', import.meta.url))
  writeFileSync(file, program)
  try {
    return measured([file])
  } finally {
    rmSync(file)
    rmSync(join(folder, 'bare.duckdb'), { force: true })
  }
}

function workspace(name: string): string {
  const place = join(folder, name)
  for (const part of ['sources', 'norms', 'inbox']) mkdirSync(join(place, part), { recursive: true })
  writeFileSync(join(place, 'huiyin.yaml'), stringify({ name: 'bench' }))
  writeFileSync(join(place, 'norms', 'none.yaml'), stringify({ norm: 'none', limits: [] }))
  writeFileSync(join(place, 'sources', 'complaints.yaml'), stringify(COMPLAINTS_SOURCE))
  return place
}

function load(place: string, file: string): Measured {
  return measured([CLI, 'load', file, '--workspace', place])
}

function line(what: string, { seconds, peakMb }: Measured, reference: number): void {
  console.log(`| ${what} | ${seconds.toFixed(1)} s | ${(seconds / reference).toFixed(2)} | ${peakMb} MB |`)
}

try {
  const [csv, more, gbk] = ['complaints.csv', 'complaints_more.csv', 'complaints_gbk.csv'].map((name) =>
    join(folder, name),
  )
  if (csv === undefined || more === undefined || gbk === undefined) throw new Error('no names')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await complaintsCsv(connection, csv, 0, rows)
  await complaintsCsv(connection, more, rows - added / 2, added)
  console.log(`${rows} rows, ${(statSync(csv).size / 1e9).toFixed(2)} GB; ${added} rows more\n`)
  console.log('| what | wall | against bare | peak memory |\n|---|---|---|---|')
  const reference = bare(csv)
  line('bare read_csv into a table', reference, reference.seconds)
  const place = workspace('utf-8')
  line('huiyin load', load(place, csv), reference.seconds)
  line(`huiyin load of ${added} rows more, half of them known`, load(place, more), reference.seconds)
  rmSync(place, { recursive: true })
  const { status } = spawnSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030', '-o', gbk, csv])
  if (status === 0) line('huiyin load of the same in GB18030', load(workspace('gbk'), gbk), reference.seconds)
  else console.log('(no iconv here: GB18030 not measured)')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
