import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, stop } from 'esbuild'
import { type Resource, resource } from './resource.ts'

const TEMPLATES = new URL('../../templates/dashboard/', import.meta.url)
/** The path of the page's script; those that it imports stand beside it, with their hash in the name. */
export const MAIN_SCRIPT = '/page.js'
const ENTRY = fileURLToPath(new URL('./page/main.ts', import.meta.url))
const STYLES = ['page', 'frame', 'controls', 'menus', 'cards', 'tiles', 'tables', 'lists', 'panel']
const SCRIPT = 'text/javascript; charset=utf-8'
const OPTIONS: BuildOptions = {
  bundle: true,
  minify: true,
  write: false,
  platform: 'browser',
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'silent',
}

let scripts: Promise<ReadonlyMap<string, Resource>> | undefined
let style: Promise<Resource> | undefined

/** The page's scripts by path: `/page.js`, and what it fetches when it is needed; bundled once a process. */
export function pageScripts(): Promise<ReadonlyMap<string, Resource>> {
  scripts ??= bundle()
  scripts.catch(() => {
    scripts = undefined
  })
  return scripts
}

/** Everything in one script that fetches nothing, for a page that is saved as a file. */
export async function pageInOneScript(): Promise<string> {
  const { outputFiles = [] } = await build({ ...OPTIONS, entryPoints: [ENTRY], format: 'iife' })
  await stop()
  return outputFiles[0]?.text ?? ''
}

/** The page's style sheet, read once a process. */
export function pageStyle(): Promise<Resource> {
  style ??= joinStyles()
  style.catch(() => {
    style = undefined
  })
  return style
}

export async function pageIcon(): Promise<Resource> {
  return resource('image/svg+xml', await readFile(new URL('icon.svg', TEMPLATES)))
}

async function joinStyles(): Promise<Resource> {
  const parts = await Promise.all(STYLES.map((name) => readFile(new URL(`${name}.css`, TEMPLATES), 'utf8')))
  return resource('text/css; charset=utf-8', parts.join('\n'))
}

/** The drawing library is a file of its own: numbers stand on the page before it has come. */
async function bundle(): Promise<ReadonlyMap<string, Resource>> {
  const { outputFiles = [] } = await build({
    ...OPTIONS,
    entryPoints: { page: ENTRY },
    format: 'esm',
    splitting: true,
    outdir: '/',
    chunkNames: 'page/[name]-[hash]',
  })
  await stop()
  return new Map(
    outputFiles.map(({ path, contents }) => [
      path.replaceAll('\\', '/').replace(/^[A-Za-z]:/, ''),
      resource(SCRIPT, contents),
    ]),
  )
}
