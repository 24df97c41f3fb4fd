import { svg } from './svg.ts'

const SIZE = 34

/** The icon of variation: a run of dots, coloured where a special cause is at work; the words go with it. */
export function variationIcon(variation: string, direction: number, words: string): SVGElement {
  const kind = ['common', 'improvement', 'concern'].includes(variation) ? variation : 'other'
  const heights = variation === 'common' || variation === 'unknown' ? [18, 14, 19, 15] : rising(direction)
  const points = heights.map((y, index) => `${8 + index * 6},${y}`).join(' ')
  const dots = heights.map((cy, index) => svg('circle', { cx: 8 + index * 6, cy, r: 2, class: 'spc-dot' }))
  const isUnknown = variation === 'unknown'
  return framed(`spc is-${isUnknown ? 'unknown' : kind}`, words, [
    ...(isUnknown ? [] : [svg('polyline', { points, class: 'spc-line' })]),
    ...dots,
  ])
}

/** The icon of assurance: where the target lies against the limits within which the process varies. */
export function assuranceIcon(assurance: string, words: string): SVGElement {
  const kind = { passes: 'improvement', fails: 'concern', hit_and_miss: 'common' }[assurance] ?? 'unknown'
  const line = { passes: 23, fails: 11, hit_and_miss: 17 }[assurance] ?? 17
  return framed(`spc is-${kind}`, words, [
    svg('line', { x1: 6, x2: 28, y1: line, y2: line, class: 'spc-target' }),
    svg('path', { d: 'M7 18c3-8 6 6 10 0s7 4 10-2', class: 'spc-line' }),
  ])
}

function rising(direction: number): readonly number[] {
  return direction < 0 ? [11, 14, 19, 23] : [23, 19, 14, 11]
}

function framed(className: string, words: string, content: readonly SVGElement[]): SVGElement {
  return svg(
    'svg',
    { class: className, viewBox: `0 0 ${SIZE} ${SIZE}`, width: SIZE, height: SIZE, role: 'img', 'aria-label': words },
    svg('title', {}, words),
    svg('circle', { cx: 17, cy: 17, r: 15.5, class: 'spc-frame' }),
    ...content,
  )
}
