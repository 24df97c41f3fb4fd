import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, stop } from 'esbuild'
import { type Resource, resource } from './resource.ts'

const TEMPLATES = new URL('../../templates/dashboard/', import.meta.url)
const ENTRY = fileURLToPath(new URL('./page/main.ts', import.meta.url))
const STYLES = ['page', 'controls', 'menus', 'tiles', 'charts', 'tables']

let script: Promise<Resource> | undefined

/** The page's script: everything under page/ with its libraries, bundled once a process. */
export function pageScript(): Promise<Resource> {
  script ??= bundle()
  script.catch(() => {
    script = undefined
  })
  return script
}

export async function pageStyle(): Promise<Resource> {
  const parts = await Promise.all(STYLES.map((name) => readFile(new URL(`${name}.css`, TEMPLATES), 'utf8')))
  return resource('text/css; charset=utf-8', parts.join('\n'))
}

export async function pageIcon(): Promise<Resource> {
  return resource('image/svg+xml', await readFile(new URL('icon.svg', TEMPLATES)))
}

async function bundle(): Promise<Resource> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
  })
  await stop()
  const [file] = outputFiles
  return resource('text/javascript; charset=utf-8', file?.contents ?? new Uint8Array())
}
