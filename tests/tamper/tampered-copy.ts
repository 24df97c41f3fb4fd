import { PDF, PdfArray, PdfDict, PdfName, PdfRef, PdfStream } from '@libpdf/core'
import { sha256 } from '../../pipelines/core/hash.ts'
import { ADDED } from '../../pipelines/report/archive/page-text.ts'
import { pageDigests } from '../../pipelines/report/archive/printed-pages.ts'
import { MANIFEST, PAGE_TEXTS } from '../../pipelines/report/manifest.ts'
import type { Random } from '../crash/random.ts'

/** Makes another PDF of one; undefined where it finds nothing to change. */
type Tampering = (pdf: Uint8Array, random: Random) => Promise<Uint8Array | undefined>

/** Each way in which somebody may change a report's file, from the clumsy to the careful. */
export const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'a glyph of a page, appended': (pdf, random) => editPage(pdf, random, swapGlyphs, true),
  'a glyph of a page, saved anew': (pdf, random) => editPage(pdf, random, swapGlyphs, false),
  'a rectangle over a page': (pdf, random) => editPage(pdf, random, coverUp, true),
  'a bar of a chart': (pdf, random) => editPage(pdf, random, moveLine, true),
  'a number in an attached CSV': (pdf, random) => editFile(pdf, /\.csv$/, (text) => otherDigit(text, random)),
  'a number in the manifest': (pdf, random) => editFile(pdf, MANIFEST, (text) => otherDigit(text, random)),
  'a figure in the manifest, with its hash': (pdf, random) =>
    editFile(pdf, MANIFEST, (text) => otherFigure(text, random)),
  'a definition': (pdf) => editFile(pdf, /\.yaml$/, (text) => `${text}# changed\n`),
  'a page, with its text and digests': carefulForgery,
  'one bit anywhere': async (pdf, random) => flipped(pdf, random.between(20, pdf.length - 1)),
  'bytes appended': async (pdf, random) => Buffer.concat([pdf, Buffer.from('%'.repeat(random.between(1, 40)))]),
  'the file cut': async (pdf, random) => pdf.subarray(0, pdf.length - random.between(3, 2000)),
  'a bit of the first signature': async (pdf, random) => {
    const at = Buffer.from(pdf).indexOf('/Contents <3')
    return at < 0 ? undefined : flipped(pdf, at + 12 + random.between(0, 400))
  },
  'the range of a signature': async (pdf, random) => {
    const text = Buffer.from(pdf).toString('latin1')
    const [range = ''] = /\/ByteRange \[0 \d+/.exec(text) ?? []
    if (range === '') return undefined
    const last = Number(range.at(-1))
    return Buffer.from(text.replace(range, range.slice(0, -1) + ((last + random.between(1, 9)) % 10)), 'latin1')
  },
}

function anyOf<Item>(items: readonly Item[], random: Random): Item | undefined {
  return items.length === 0 ? undefined : random.pick(items)
}

function flipped(pdf: Uint8Array, position: number): Uint8Array {
  const bytes = Buffer.from(pdf)
  bytes.writeUInt8((bytes[position] ?? 0) ^ 1, position)
  return bytes
}

async function editPage(
  pdf: Uint8Array,
  random: Random,
  edit: (operators: string, random: Random) => string | undefined,
  incremental: boolean,
): Promise<Uint8Array | undefined> {
  const document = await PDF.load(pdf)
  const page = random.pick(document.getPages())
  const stream = printedStream(document, page.dict)
  const edited = stream && edit(Buffer.from(stream.getDecodedData()).toString('latin1'), random)
  if (edited === undefined) return undefined
  page.dict.set('Contents', document.register(PdfStream.fromDict({}, Buffer.from(edited, 'latin1'))))
  return await document.save({ incremental })
}

function printedStream(document: PDF, page: PdfDict): PdfStream | undefined {
  const given = page.get('Contents')
  const resolved = given instanceof PdfRef ? document.getObject(given) : given
  const streams = (resolved instanceof PdfArray ? [...resolved] : [resolved]).map((item) =>
    item instanceof PdfRef ? document.getObject(item) : item,
  )
  return streams.find((item): item is PdfStream => item instanceof PdfStream && item.get(ADDED) === undefined)
}

/** Shows one character of the page in another one's place. */
function swapGlyphs(operators: string, random: Random): string | undefined {
  const shown = [...operators.matchAll(/<((?:[0-9A-Fa-f]{4})+)> Tj/g)]
  const target = anyOf(shown, random)
  const other = shown
    .flatMap(([, codes = '']) => codes.match(/.{4}/g) ?? [])
    .find((code) => !target?.[1]?.startsWith(code))
  if (target === undefined || other === undefined) return undefined
  const at = target.index + 1
  return operators.slice(0, at) + other + operators.slice(at + 4)
}

function coverUp(operators: string, random: Random): string {
  return `${operators}\nq 1 1 1 rg ${random.between(0, 1500)} ${random.between(0, 2000)} 300 80 re f Q\n`
}

function moveLine(operators: string, random: Random): string | undefined {
  const bars = [...operators.matchAll(/(\d+)(\.\d+)? (\d+(?:\.\d+)?) re\n/g)]
  const bar = anyOf(bars, random)
  if (bar === undefined) return undefined
  return operators.slice(0, bar.index) + operators.slice(bar.index).replace(bar[1] ?? '', `${Number(bar[1]) + 17}`)
}

async function editFile(
  pdf: Uint8Array,
  name: string | RegExp,
  edit: (text: string) => string | undefined,
): Promise<Uint8Array | undefined> {
  const document = await PDF.load(pdf)
  return replaceFiles(document, new Map([[name, edit]])) ? await document.save({ incremental: true }) : undefined
}

/** The first file of a name or pattern that the edit finds something to change in. */
function replaceFiles(
  document: PDF,
  edits: ReadonlyMap<string | RegExp, (text: string) => string | undefined>,
): boolean {
  const resolve = (ref: PdfRef) => document.getObject(ref)
  let changed = 0
  for (const [name, edit] of edits) {
    for (const item of document.getCatalog().getArray('AF', resolve) ?? []) {
      const file = item instanceof PdfRef ? resolve(item) : item
      if (!(file instanceof PdfDict)) continue
      const own = file.getString('UF')?.asString() ?? ''
      if (typeof name === 'string' ? own !== name : !name.test(own)) continue
      const stream = file.getDict('EF', resolve)?.get('F', resolve)
      const edited =
        stream instanceof PdfStream
          ? edit(new TextDecoder('utf-8', { ignoreBOM: true }).decode(stream.getDecodedData()))
          : undefined
      if (edited === undefined) continue
      const embedded = PdfStream.fromDict({ Type: PdfName.of('EmbeddedFile') }, new TextEncoder().encode(edited))
      const ref = document.register(embedded)
      file.set('EF', PdfDict.of({ F: ref, UF: ref }))
      changed += 1
      break
    }
  }
  return changed === edits.size
}

function otherDigit(text: string, random: Random): string | undefined {
  const digits = [...text.matchAll(/(?<=[,:"])\d(?=\d*[,}\r])/g)]
  const digit = anyOf(digits, random)
  if (digit === undefined) return undefined
  return `${text.slice(0, digit.index)}${(Number(digit[0]) + 1) % 10}${text.slice(digit.index + 1)}`
}

function otherFigure(text: string, random: Random): string | undefined {
  const manifest = JSON.parse(text) as { figures: { rows: Record<string, unknown>[]; sha256: string }[] }
  const cells = manifest.figures.flatMap((figure) =>
    figure.rows.flatMap((row) =>
      Object.keys(row).flatMap((key) => (typeof row[key] === 'number' ? [{ figure, row, key }] : [])),
    ),
  )
  const { figure, row, key } = random.pick(cells)
  row[key] = Number(row[key]) + 1
  figure.sha256 = sha256(JSON.stringify(figure.rows))
  return JSON.stringify(manifest)
}

/** Who knows the program changes a page and makes text, digests and manifest agree with it again. */
async function carefulForgery(pdf: Uint8Array, random: Random): Promise<Uint8Array | undefined> {
  const edited = await editPage(pdf, random, swapGlyphs, true)
  if (edited === undefined) return undefined
  const document = await PDF.load(edited)
  const { pages, texts } = pageDigests(document)
  const stated = JSON.stringify(texts)
  const done = replaceFiles(
    document,
    new Map([
      [PAGE_TEXTS, () => stated],
      [
        MANIFEST,
        (text: string) => {
          const manifest = JSON.parse(text) as {
            printed: { pages: unknown }
            attachments: { name: string; sha256: string }[]
          }
          manifest.printed.pages = pages
          for (const entry of manifest.attachments) if (entry.name === PAGE_TEXTS) entry.sha256 = sha256(stated)
          return JSON.stringify(manifest)
        },
      ],
    ]),
  )
  return done ? await document.save({ incremental: true }) : undefined
}
