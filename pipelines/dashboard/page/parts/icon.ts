import { svg } from './svg.ts'

/** Outlines of 20 by 20, drawn with a line of 1.5. */
const PATHS = {
  overview: 'M3 11h6V3H3zM11 17h6V9h-6zM3 17h6v-3H3zM11 6h6V3h-6z',
  complaints: 'M3 4h14v9H9l-4 3v-3H3z',
  timeliness: 'M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM10 6v4l3 2',
  satisfaction: 'M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM7 12c1.5 1.8 4.500 1.8 6 0M7.500 8h.01M12.500 8h.01',
  signals: 'M3 6h14M3 14h14M3 11l3-2l3 2l3-7l2 5l3-1',
  improvement: 'M16 10a6 6 0 1 1-2-4.500M16 3v4h-4',
  norms: 'M5 3h8l3 3v11H5zM8 9h5M8 12h5',
  quality: 'M4 5c0-2.500 12-2.500 12 0v10c0 2.500-12 2.500-12 0zM4 5c0 2.500 12 2.500 12 0M4 10c0 2.500 12 2.500 12 0',
  explore: 'M9 3a6 6 0 1 0 0 12a6 6 0 0 0 0-12zM13.500 13.500L17 17',
  table: 'M3 4h14v12H3zM3 8h14M3 12h14M9 8v8',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  cases: 'M5 5h12M5 10h12M5 15h12M2 5h.01M2 10h.01M2 15h.01',
  close: 'M5 5l10 10M15 5L5 15',
  right: 'M8 5l5 5l-5 5',
  left: 'M12 5l-5 5l5 5',
  dark: 'M15.500 12A6.500 6.500 0 0 1 8 4.500a6.500 6.500 0 1 0 7.500 7.500z',
  light:
    'M10 6.500a3.500 3.500 0 1 0 0 7a3.500 3.500 0 0 0 0-7zM10 2v1.500M10 16.500V18M2 10h1.500M16.500 10H18M4.300 4.300l1 1M14.700 14.700l1 1M4.300 15.700l1-1M14.700 5.300l1-1',
  save: 'M10 3v9M6 9l4 4l4-4M4 16h12',
  plus: 'M10 4v12M4 10h12',
} as const
export type IconName = keyof typeof PATHS

export function icon(name: IconName): SVGElement {
  return svg(
    'svg',
    { class: 'icon', viewBox: '0 0 20 20', width: 18, height: 18, 'aria-hidden': 'true' },
    svg('path', {
      d: PATHS[name],
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': name === 'more' ? 2.4 : 1.5,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  )
}
