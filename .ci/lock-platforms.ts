// Completes package-lock.json with the optional packages of other platforms.
// A registry mirror that lacks them makes npm drop them from the lock, and `npm ci` then refuses the lock everywhere.
// Run after changing dependencies: node .ci/lock-platforms.ts
import { readFileSync, writeFileSync } from 'node:fs'

interface Entry {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> }
let added = 0
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const platform =
      /(android|darwin|linux|win32|freebsd|netbsd|openbsd|sunos|aix|openharmony|wasm32)(?:-(\w+))?(?:-(\w+))?$/.exec(
        name,
      )
    if (platform === null || lock.packages[`node_modules/${name}`] !== undefined) continue
    const [, os = '', cpu, abi] = platform
    lock.packages[`node_modules/${name}`] = {
      version: version.replace(/^[\^~]/, ''),
      ...(parent.dev ? { dev: true } : {}),
      optional: true,
      os: [os === 'wasm32' ? 'unknown' : os],
      ...(cpu && cpu !== 'wasi' ? { cpu: [cpu] } : {}),
      ...(abi === 'musl' ? { libc: ['musl'] } : abi === 'gnu' ? { libc: ['glibc'] } : {}),
    }
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} entries added`)
