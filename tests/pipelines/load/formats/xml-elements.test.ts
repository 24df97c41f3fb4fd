import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { xmlElements } from '../../../../pipelines/load/formats/xml-elements.ts'
import { xmlTags } from '../../../../pipelines/load/formats/xml-tags.ts'
import { plainXml, xmlText } from '../../../../pipelines/load/formats/xml-text.ts'

async function cut(xml: string, sizes: readonly number[]) {
  const bytes = Buffer.from(xml)
  async function* chunks() {
    let at = 0
    for (let turn = 0; at < bytes.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1
      yield bytes.subarray(at, at + size)
      at += size
    }
  }
  return (await Array.fromAsync(xmlElements('f', chunks(), 'row'))).flat()
}

describe('xmlElements', () => {
  const piece = fc.constantFrom(
    { xml: '<row r="1"><c/></row>', found: { attributes: ' r="1"', inner: '<c/>' } },
    { xml: '<row>投诉</row>', found: { attributes: '', inner: '投诉' } },
    { xml: "<row a='>' b=\"'>\"/>", found: { attributes: " a='>' b=\"'>\"", inner: '' } },
    { xml: '<row\n>&gt;</row\n>', found: { attributes: '\n', inner: '&gt;' } },
    { xml: '<row><![CDATA[</row><!--]]>x</row>', found: { attributes: '', inner: '&lt;/row&gt;&lt;!--x' } },
    { xml: '<row>a<!-- </row> <![CDATA[ -->b</row>', found: { attributes: '', inner: 'ab' } },
    { xml: '<!-- <row>none</row> -->', found: undefined },
    { xml: '<rowBreaks><x/></rowBreaks>', found: undefined },
    { xml: '\n', found: undefined },
  )

  test('are found wherever the chunks end', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(fc.array(piece), sizes, async (pieces, lengths) => {
        const xml = `<?xml version="1.0"?><worksheet>${pieces.map((each) => each.xml).join('')}</worksheet>`
        expect(await cut(xml, lengths)).toEqual(pieces.flatMap((each) => each.found ?? []))
      }),
    )
  })

  test('prefixes are taken off', async () => {
    const xml = '<x:worksheet><x:row r="1"><x:c><x:v>1</x:v></x:c></x:row><row/></x:worksheet>'
    expect(await cut(xml, [7])).toEqual([{ attributes: ' r="1"', inner: '<c><v>1</v></c>' }])
  })

  test('bytes that are not UTF-8 are refused', async () => {
    async function* chunks() {
      yield Buffer.from('3c613e3c726f773ecdb6cbdf3c2f726f773e', 'hex')
    }
    await expect(Array.fromAsync(xmlElements('f', chunks(), 'row'))).rejects.toMatchObject({ code: 'HY-L-006' })
  })
})

describe('XML text', () => {
  test.each([
    ['a &amp; b &lt;&gt;&quot;&apos;', `a & b <>"'`],
    ['&amp;lt;', '&lt;'],
    ['&#x1F600;&#25237;', '😀投'],
    ['&#x110000;', '\ufffd'],
    ['&nbsp;&lol;', '&nbsp;&lol;'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['_x000D_\n_x005F_x0041_', '\r\n_x0041_'],
  ])('%j → %j', (source, expected) => expect(xmlText(source)).toBe(expected))

  test.each([
    ['a<!-- b -->c', 'ac'],
    ['<![CDATA[<&]]>x', '&lt;&amp;x'],
    ['<![CDATA[<!--]]>-->', '&lt;!---->'],
    ['a<!-- b', 'a<!-- b'],
    ['<!DOCTYPE x>y', '<!DOCTYPE x>y'],
  ])('%j is plainly %j', (source, expected) => expect(plainXml(source)).toBe(expected))

  test('tags and their attributes', () => {
    const tags = [...xmlTags(`<a:x r:id="1" b='&lt;"'/><!-- <y/> --><z>t</z>`)]
    expect(tags.map(({ name, attributes }) => [name, Object.fromEntries(attributes)])).toEqual([
      ['x', { id: '1', b: '<"' }],
      ['z', {}],
    ])
  })
})
