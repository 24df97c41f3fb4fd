import { expect, test } from 'vitest'
import { scrubSvg } from '../../../pipelines/report/svg-scrub.ts'

test.each([
  [
    'a plain picture',
    '<svg xmlns="s" width="9"><g transform="t"><text x="1">投诉 &lt;b&gt;</text></g><path d="M0"/></svg>',
  ],
  ['a reference inside', '<g clip-path="url(#clip-1)"><rect width="1" height="2"/></g>'],
  ['text that looks like attributes', '<text>onclick="x" href="y" url(http://z)</text>'],
])('keeps %s', (_name, svg) => {
  expect(scrubSvg(svg)).toBe(svg)
})

test.each([
  ['a link', '<a xlink:href="javascript:1"><text>t</text></a>', '<text>t</text>'],
  ['an image', '<image href="http://x/y.png" width="1"/>', ''],
  ['a script, down to its text', '<script>alert(1)</script>', 'alert(1)'],
  ['animation', '<rect width="1"><set attributeName="href" to="javascript:1"/></rect>', '<rect width="1"></rect>'],
  ['foreign content', '<foreignObject><iframe src="x"/></foreignObject>', ''],
  [
    'handlers and classes',
    '<rect onload="x" class="c" style="background:url(http://x)" width="1"/>',
    '<rect width="1"/>',
  ],
  ['references outside', '<rect fill="url(http://x/#a)" stroke="URL( \'#a\' )" width="1"/>', '<rect width="1"/>'],
  ['labels in the renderer’s language', '<g role="graphics-symbol" aria-label="X-axis"><g/></g>', '<g><g/></g>'],
])('removes %s', (_name, svg, expected) => {
  expect(scrubSvg(svg)).toBe(expected)
})

test.each(['<!-- x -->', '<rect width=1>', "<rect width='1'>", '<![CDATA[<script>]]>', '<rect width="<">', '1 < 2'])(
  'refuses what it cannot read: %s',
  (svg) => {
    expect(() => scrubSvg(svg)).toThrow('not SVG of its own')
  },
)
