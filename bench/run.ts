// Runs one bench, with its arguments; without a name, all of them one after the other, which takes hours:
//   npm run bench -- load 1000000
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = import.meta.dirname
// A bench is what has a page of results.
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.replace(/\.md$/, ''))
const [asked, ...rest] = process.argv.slice(2)
if (asked !== undefined && !names.includes(asked)) {
  console.error(`No bench is called ${asked}. There are: ${names.join(', ')}`)
  process.exit(2)
}
for (const name of asked === undefined ? names : [asked]) {
  const { status } = spawnSync(process.execPath, [join(folder, `${name}.ts`), ...rest], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
