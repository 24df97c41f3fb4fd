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
}

export function currentTheme(): Theme {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    ink: colour('ink'),
    muted: colour('muted'),
    faint: colour('faint'),
    line: colour('line'),
    surface: colour('surface'),
    accent: colour('accent'),
    second: colour('second'),
    soft: colour('soft'),
  }
}

/** Vega-Lite's configuration for a theme: the page's own type, hairlines, no frames. */
export function chartConfig(theme: Theme) {
  const font = getComputedStyle(document.body).fontFamily
  return {
    font,
    aria: false,
    background: 'transparent',
    view: { stroke: null },
    axis: {
      aria: false,
      labelColor: theme.muted,
      labelFontSize: 12,
      titleColor: theme.muted,
      titleFontSize: 12,
      titleFontWeight: 'normal',
      gridColor: theme.line,
      domainColor: theme.line,
      domain: false,
      ticks: false,
      labelPadding: 8,
    },
  } as const
}
