const EDGE_BLANKS = /^[\s\u200b]+|[\s\u200b]+$/g
/** `="0012"`: how exports keep spreadsheets from taking a text for a number. */
const TEXT_FORMULA = /^="([^"]*)"$/

/** A cell's text without blanks at its edges (full-width and zero-width ones too), and without a formula that keeps it text. */
export function cellText(cell: string): string {
  const trimmed = cell.trim()
  const text = trimmed.includes('\u200b') ? trimmed.replaceAll(EDGE_BLANKS, '') : trimmed
  return text.startsWith('="') ? text.replace(TEXT_FORMULA, '$1') : text
}

/** Whether a cell is a formula around a text. */
export function isTextFormula(cell: string): boolean {
  return cell.startsWith('="') && TEXT_FORMULA.test(cell)
}
