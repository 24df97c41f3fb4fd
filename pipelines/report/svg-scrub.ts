/** What Vega draws charts with, and nothing that loads, links, animates or runs. */
const ELEMENTS = new Set(
  'svg g path rect text tspan line circle defs clipPath linearGradient radialGradient pattern stop'.split(' '),
)
const ATTRIBUTES = new Set(
  (
    'xmlns width height viewBox transform d x y x1 y1 x2 y2 dx dy cx cy r fx fy fr id offset stop-color preserveAspectRatio ' +
    'clip-path display fill fill-opacity stroke stroke-opacity stroke-width stroke-linecap stroke-linejoin stroke-dasharray ' +
    'stroke-dashoffset stroke-miterlimit opacity text-anchor font-family font-size font-style font-weight'
  ).split(' '),
)
const TAG = /<(\/?)([a-zA-Z:]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g
const ATTRIBUTE = /([\w:-]+)="([^"<]*)"/g

/**
 * The SVG with only the elements and attributes that still pictures need; text inside other elements stays as text.
 * @param svg as Vega's own renderer writes it: double quotes, no comments, no CDATA
 * @throws Error when a `<` is left that belongs to no such tag
 */
export function scrubSvg(svg: string): string {
  if (svg.replace(TAG, '').includes('<')) throw new Error('the chart drew something that is not SVG of its own')
  return svg.replace(TAG, (_tag, close: string, name: string, attributes: string, empty: string) =>
    ELEMENTS.has(name) ? `<${close}${name}${keptAttributes(attributes)}${empty}>` : '',
  )
}

function keptAttributes(attributes: string): string {
  return [...attributes.matchAll(ATTRIBUTE)]
    .filter(([, name = '', value = '']) => ATTRIBUTES.has(name) && pointsInside(value))
    .map(([text]) => ` ${text}`)
    .join('')
}

/** A `url(…)` may only name something in the same picture. */
function pointsInside(value: string): boolean {
  return !/url\(/i.test(value) || /^url\(#[\w-]+\)$/.test(value)
}
