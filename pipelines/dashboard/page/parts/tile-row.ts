import type { FigureRow } from '../../api/tables.ts'
import type { Actions, PageView } from '../page-view.ts'
import { element } from './element.ts'
import type { Part } from './part.ts'
import { type Tile, type TileContent, tile } from './tile.ts'

/** Tiles for the metrics of a table, in its order; made anew only when the metrics change. */
export function tileRow(
  label: string,
  actions: Actions,
  rows: (view: PageView) => readonly FigureRow[],
  more: (view: PageView, row: FigureRow) => Omit<TileContent, 'row'> = () => ({}),
): Part {
  const node = element('section', { class: 'tiles span-12', 'aria-label': label })
  let tiles = new Map<string, Tile>()
  return {
    node,
    show(view) {
      const shown = rows(view).filter(({ metric }) => view.metric(metric).available)
      if (shown.length !== tiles.size || shown.some(({ metric }) => !tiles.has(metric))) {
        for (const old of tiles.values()) old.dispose()
        tiles = new Map(shown.map(({ metric }) => [metric, tile(metric, actions)]))
        node.replaceChildren(...[...tiles.values()].map((one) => one.node))
      }
      node.className = `tiles span-12 of-${shown.length}`
      node.hidden = shown.length === 0
      for (const row of shown) tiles.get(row.metric)?.show(view, { row, ...more(view, row) })
    },
    dispose() {
      for (const one of tiles.values()) one.dispose()
    },
  }
}
