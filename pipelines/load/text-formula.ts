/** `="0012"`: how exports keep spreadsheets from taking a text for a number. */
const TEXT_FORMULA = /^="([^"]*)"$/

/** A cell without the formula that is put around a text to keep it one. */
export function withoutFormula(text: string): string {
  return text.startsWith('="') ? text.replace(TEXT_FORMULA, '$1') : text
}

/** Whether a cell is a formula around a text. */
export function isTextFormula(cell: string): boolean {
  return cell.startsWith('="') && TEXT_FORMULA.test(cell)
}
