import { element } from './element.ts'
import { type Cell, cellText, type Table } from './table.ts'

type Order = { readonly column: number; readonly isDown: boolean } | undefined

/** A table whose columns sort at a click; `caption` names it for those who cannot see where it stands. */
export function dataTable(caption: string, table: Table): HTMLElement {
  let order: Order
  const body = element('tbody')
  const heads = table.columns.map((column, index) => {
    const button = element('button', { type: 'button', class: 'sort', onclick: () => sortBy(index) }, column.label)
    return element('th', { scope: 'col', class: column.kind ?? 'text' }, button)
  })
  const node = element(
    'table',
    {},
    element('caption', { class: 'unseen' }, caption),
    element('thead', {}, element('tr', {}, ...heads)),
    body,
  )
  const fill = () => body.replaceChildren(...ordered(table, order).map((index) => rowNode(table, index)))
  function sortBy(column: number): void {
    const isDown = order?.column === column ? !order.isDown : table.columns[column]?.kind === 'number'
    order = { column, isDown }
    for (const [index, head] of heads.entries())
      if (index === column) head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending')
      else head.removeAttribute('aria-sort')
    fill()
  }
  fill()
  return element('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': caption }, node)
}

function rowNode(table: Table, index: number): HTMLElement {
  const [first, ...rest] = table.rows[index] ?? []
  const act = table.act?.(index)
  const name = cellNode(first)
  const head =
    act === undefined
      ? name
      : element(
          'button',
          {
            type: 'button',
            class: 'row-link',
            title: act.label,
            onclick: (event) => act.run((event as MouseEvent).ctrlKey || (event as MouseEvent).metaKey),
          },
          name,
        )
  const cells = rest.map((cell, place) =>
    element('td', { class: table.columns[place + 1]?.kind ?? 'text' }, cellNode(cell)),
  )
  return element('tr', {}, element('th', { scope: 'row', class: table.columns[0]?.kind ?? 'text' }, head), ...cells)
}

function cellNode(cell: Cell | undefined): Node | string {
  return typeof cell === 'object' && cell.node instanceof Node ? cell.node : cellText(cell)
}

function ordered(table: Table, order: Order): number[] {
  const indexes = table.rows.map((_row, index) => index)
  if (order === undefined) return indexes
  const key = (index: number) => {
    const cell = table.rows[index]?.[order.column]
    return typeof cell === 'object' && cell.sort !== undefined ? cell.sort : cellText(cell)
  }
  const sign = order.isDown ? -1 : 1
  return indexes.sort((a, b) => sign * compare(key(a), key(b)) || a - b)
}

function compare(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))
}
