import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { recent } from './recent.ts'
import { RefusedRequest } from './refused-request.ts'
import { packedResource, type Resource, resource } from './resource.ts'

const require = createRequire(import.meta.url)
/** Families by the script that each is drawn for. */
const PACKAGES = { sc: 'noto-sans-sc', tc: 'noto-sans-tc' } as const
/** Scripts that there is a family for, as `fontStyle` takes them. */
export const FONT_SCRIPTS = ['sc', 'tc'] as const
const FILE = /^(noto-sans-[st]c)-(\d{1,3}|[a-z-]+)-400-normal\.woff2$/
const styles = recent<Resource>(2)

/**
 * Chinese for machines that have no font of their own for it: families of many small files, of which a browser fetches
 * those that hold a character that nothing else shows.
 * @param script `sc` or `tc`
 */
export function fontStyle(script: string): Promise<Resource> {
  const name = script === 'tc' ? PACKAGES.tc : PACKAGES.sc
  return styles(name, async () => {
    const text = await readFile(require.resolve(`@fontsource/${name}/400.css`), 'utf8')
    const version = versionOf(name)
    const css = text
      .replaceAll(
        /url\(\.\/files\/([\w-]+\.woff2)\) format\('woff2'\)[^;]*/g,
        `url(/fonts/$1?v=${version}) format('woff2')`,
      )
      .replaceAll(/font-family: '[^']+'/g, `font-family: 'Huiyin ${script}'`)
    return resource('text/css; charset=utf-8', css)
  })
}

/** One of those files. Refuses names that are none. */
export async function fontFile(name: string): Promise<Resource> {
  const [, family] = FILE.exec(name) ?? []
  if (family === undefined) throw new RefusedRequest('not_found')
  const folder = join(dirname(require.resolve(`@fontsource/${family}/package.json`)), 'files')
  const bytes = await readFile(join(folder, name)).catch(() => {
    throw new RefusedRequest('not_found')
  })
  return packedResource('font/woff2', bytes, versionOf(family))
}

function versionOf(family: string): string {
  return (require(`@fontsource/${family}/package.json`) as { version: string }).version
}
