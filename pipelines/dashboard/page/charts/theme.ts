/** The page's colours, read from its style sheet, so that charts follow light and dark. */
export interface Theme {
  readonly ink: string
  readonly muted: string
  readonly faint: string
  readonly line: string
  readonly surface: string
  readonly accent: string
  readonly second: string
  readonly soft: string
  readonly pale: string
  readonly good: string
  readonly bad: string
  readonly font: string
}

/** The colours in force, or those of the light page whatever is in force: pictures are put into light documents. */
export function currentTheme(kind: 'shown' | 'light' = 'shown'): Theme {
  const probe = document.body.appendChild(document.createElement('div'))
  if (kind === 'light') probe.dataset['theme'] = 'light'
  const style = getComputedStyle(probe)
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const theme = {
    ink: colour('ink'),
    muted: colour('muted'),
    faint: colour('faint'),
    line: colour('line'),
    surface: colour('surface'),
    accent: colour('accent'),
    second: colour('second'),
    soft: colour('soft'),
    pale: colour('pale'),
    good: colour('good'),
    bad: colour('bad'),
    // A family of another name is measured anew, for fonts that have come since.
    font: `${style.fontFamily}, "${document.documentElement.dataset['fonts'] ?? 'none'}"`,
  }
  probe.remove()
  return theme
}

/** Vega-Lite's configuration for a theme: the page's own type, hairlines, no frames. */
export function chartConfig(theme: Theme) {
  return {
    font: theme.font,
    aria: false,
    background: 'transparent',
    view: { stroke: null },
    axis: {
      aria: false,
      labelColor: theme.muted,
      labelFontSize: 11.5,
      titleColor: theme.muted,
      titleFontSize: 11.5,
      titleFontWeight: 'normal',
      gridColor: theme.line,
      domainColor: theme.line,
      domain: false,
      ticks: false,
      labelPadding: 8,
    },
  } as const
}
