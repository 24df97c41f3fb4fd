/** The picture with what a screen reader says in its place. */
export function withLabel(svg: string, description: string): string {
  const label = description.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  return svg.replace('<svg ', () => `<svg role="img" aria-label="${label}" `)
}
