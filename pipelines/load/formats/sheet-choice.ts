import { unreadable } from './unreadable.ts'
import type { Sheet, Workbook } from './workbook-parts.ts'

/** Which sheets to read: positions are 1-based and count hidden sheets; hidden ones are read only when named. */
export type SheetChoice =
  | 'first visible'
  | 'all visible'
  | { readonly name: string }
  | { readonly names: readonly string[] }
  | { readonly position: number }

/** The chosen sheets, at least one. Throws HY-L-006 {file, reason}, which names the sheets that there are. */
export function chooseSheets(workbook: Workbook, choice: SheetChoice): readonly Sheet[] {
  const chosen = matching(workbook.sheets, choice)
  if (chosen.length > 0) return chosen
  const wanted =
    typeof choice === 'string'
      ? 'visible'
      : 'name' in choice
        ? choice.name
        : 'names' in choice
          ? choice.names.join(', ')
          : `number ${choice.position}`
  const names = workbook.sheets.map(({ name, visibility }) =>
    visibility === 'visible' ? name : `${name} (${visibility})`,
  )
  throw unreadable(workbook.file, `no sheet ${wanted}; sheets: ${names.join(', ') || 'none'}`)
}

function matching(sheets: readonly Sheet[], choice: SheetChoice): readonly Sheet[] {
  const visible = sheets.filter(({ visibility }) => visibility === 'visible')
  if (choice === 'all visible') return visible
  if (choice === 'first visible') return visible.slice(0, 1)
  if ('names' in choice) return sheets.filter(({ name }) => choice.names.includes(name))
  if ('position' in choice) return sheets.filter(({ position }) => position === choice.position)
  const exact = sheets.filter(({ name }) => name === choice.name)
  return exact.length > 0 ? exact : sheets.filter(({ name }) => folded(name) === folded(choice.name)).slice(0, 1)
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}
