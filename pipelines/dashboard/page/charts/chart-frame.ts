import { chartConfig, type Theme } from './theme.ts'

/** What all charts have in common: data set from outside, a size that is set at drawing, the page's look. */
export function chartFrame(theme: Theme) {
  return {
    width: 300,
    height: 200,
    autosize: { type: 'fit', contains: 'padding' },
    padding: { left: 0, right: 12, top: 8, bottom: 0 },
    data: { name: 'rows' },
    config: chartConfig(theme),
  } as const
}
