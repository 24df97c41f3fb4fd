import { createReadStream, createWriteStream } from 'node:fs'
import { lstat, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib'
import { readTar } from './untar.ts'

const require = createRequire(import.meta.url)
const LAST_RESORT_FONT = 'fonts/Open_Sans/OpenSans-Regular.ttf'

/** What the package holds, unpacked. */
export interface PackagedChromium {
  executable: string
  /** Folder with the shared libraries (NSS, NSPR, expat) that a bare Debian lacks. */
  libraries: string
}

/**
 * Chromium from the npm package, unpacked once per version and user under the temporary folder (about 215 MB, 2 s).
 * Any number of processes may call this at the same time: each unpacks beside the place and renames, the first wins.
 * @returns undefined where the package's program cannot run (anything but Linux on x64)
 */
export async function unpackChromium(): Promise<PackagedChromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = await unpackOnce('chromium', ['chromium', 'lib/libnss3.so', 'lib/libexpat.so.1'], async (target) => {
    const program = createWriteStream(join(target, 'chromium'), { mode: 0o700 })
    await pipeline(createReadStream(packagePath('bin/chromium.br')), createBrotliDecompress(), program)
    await unpackTar('bin/al2023.tar.br', target)
  })
  return { executable: join(folder, 'chromium'), libraries: join(folder, 'lib') }
}

/**
 * A fontconfig file that offers one Latin font and nothing of the machine's. Without any font at all Chromium prints
 * blank pages, web fonts or not; with the machine's fonts the same report would look different elsewhere.
 */
export async function unpackFontConfig(): Promise<string> {
  const folder = await unpackOnce('fonts', ['fonts.conf', LAST_RESORT_FONT], async (target, final) => {
    await unpackTar('bin/fonts.tar.br', target)
    await writeFile(join(target, 'fonts.conf'), fontConfig(final))
  })
  return join(folder, 'fonts.conf')
}

function fontConfig(folder: string): string {
  const path = folder.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    `<fontconfig><dir>${path}/fonts</dir><cachedir>${path}/cache</cachedir></fontconfig>`,
    '',
  ].join('\n')
}

/**
 * Fills a folder that is either there completely or not at all.
 * @param files what must be in it: a cleaner of temporary folders may have removed a part
 * @param fill writes the files into `target`, which becomes `final` afterwards
 * @throws Error when somebody else owns the folder, who could have put any program there
 */
async function unpackOnce(
  name: string,
  files: string[],
  fill: (target: string, final: string) => Promise<void>,
): Promise<string> {
  const final = join(tmpdir(), `huiyin-${name}-${packageVersion()}-${process.getuid?.() ?? 'user'}`)
  if (await isComplete(final, files)) return final
  const target = await mkdtemp(`${final}.`)
  try {
    await fill(target, final)
    if ((await isOurs(final)) && !(await isComplete(final, files))) await discard(final)
    await rename(target, final).catch(async (cause: unknown) => {
      if (!(await isComplete(final, files))) throw cause
    })
  } finally {
    await rm(target, { recursive: true, force: true })
  }
  return final
}

async function isComplete(folder: string, files: string[]): Promise<boolean> {
  if (!(await isOurs(folder))) return false
  const found = await Promise.all(files.map((file) => lstat(join(folder, file)).catch(() => undefined)))
  return found.every((stats) => stats?.isFile() === true && stats.size > 0)
}

async function isOurs(folder: string): Promise<boolean> {
  const stats = await lstat(folder).catch(() => undefined)
  if (stats === undefined) return false
  const foreign = process.getuid !== undefined && stats.uid !== process.getuid()
  if (foreign || !stats.isDirectory() || (process.platform !== 'win32' && (stats.mode & 0o077) !== 0)) {
    throw new Error(`${folder} belongs to somebody else or is open to others; remove it, or set TMPDIR`)
  }
  return true
}

/** Moves an incomplete folder out of the way first, so that nobody finds it half removed. */
async function discard(folder: string): Promise<void> {
  const aside = await mkdtemp(`${folder}.`)
  await rename(folder, join(aside, basename(folder))).catch(() => undefined)
  await rm(aside, { recursive: true, force: true })
}

async function unpackTar(archive: string, target: string): Promise<void> {
  for (const { path, data } of readTar(brotliDecompressSync(await readFile(packagePath(archive))))) {
    await mkdir(dirname(join(target, path)), { recursive: true })
    await writeFile(join(target, path), data)
  }
}

function packagePath(path: string): string {
  return join(dirname(require.resolve('@sparticuz/chromium')), '..', path)
}

function packageVersion(): string {
  const manifest = require(packagePath('package.json')) as { version: string }
  return manifest.version
}
