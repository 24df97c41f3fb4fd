import { formatInstant } from '../../../../metrics/format-value.ts'
import type { Meta } from '../../../api/heads.ts'
import type { PageRows } from '../../../api/tables.ts'
import type { PageView } from '../../page-view.ts'
import { card } from '../../parts/card.ts'
import { dataTable } from '../../parts/data-table.ts'
import { element } from '../../parts/element.ts'
import { emptyNote } from '../../parts/empty.ts'
import type { Part } from '../../parts/part.ts'
import type { Table } from '../../parts/table.ts'
import { sayer } from '../../sayer.ts'

type Batch = PageRows<'quality'>['batches'][number]

/** Each file with what became of its rows; read = loaded + unchanged + quarantined. */
export function batchesCard(meta: Meta): Part {
  const say = sayer(meta)
  const shell = card('batches', 12, say('quality.batches'))
  return {
    node: shell.node,
    show(view) {
      const batches = view.rows('quality', 'batches')
      shell.show({
        finding: say('quality.sum', sums(view, batches)),
        body:
          batches.length === 0
            ? [emptyNote(say('quality.no_batches'))]
            : [sumBar(view, batches), dataTable(say('quality.batches'), table(view, batches))],
      })
    },
  }
}

function total(
  batches: readonly Batch[],
  column: 'rows_read' | 'rows_loaded' | 'rows_unchanged' | 'rows_quarantined',
): number {
  return batches.reduce((sum, batch) => sum + (batch[column] ?? 0), 0)
}

function sums(view: PageView, batches: readonly Batch[]) {
  return {
    files: view.count(batches.length),
    read: view.count(total(batches, 'rows_read')),
    loaded: view.count(total(batches, 'rows_loaded')),
    unchanged: view.count(total(batches, 'rows_unchanged')),
    quarantined: view.count(total(batches, 'rows_quarantined')),
  }
}

/** The sum as a bar of its parts. */
function sumBar(view: PageView, batches: readonly Batch[]): HTMLElement {
  const read = Math.max(1, total(batches, 'rows_read'))
  const parts = (['rows_loaded', 'rows_unchanged', 'rows_quarantined'] as const).map((column) => {
    const part = element('span', { class: `sum-part is-${column}` })
    part.style.flexGrow = String(total(batches, column) / read)
    return part
  })
  return element(
    'div',
    { class: 'sum-bar', role: 'img', 'aria-label': view.say('quality.sum', sums(view, batches)) },
    ...parts,
  )
}

function table(view: PageView, batches: readonly Batch[]): Table {
  const { say, locale, meta } = view
  const number = (value: number | null) => ({ text: value === null ? '' : view.count(value), sort: value })
  return {
    columns: [
      { label: say('quality.number'), kind: 'number' },
      { label: say('quality.file') },
      { label: say('quality.source') },
      { label: say('quality.exported') },
      { label: say('quality.read'), kind: 'number' },
      { label: say('quality.loaded'), kind: 'number' },
      { label: say('quality.unchanged'), kind: 'number' },
      { label: say('quality.quarantined'), kind: 'number' },
      { label: say('quality.mended'), kind: 'number' },
    ],
    rows: batches.map((batch) => [
      number(batch.batch_no),
      batch.file_name,
      batch.source ?? '',
      {
        text: batch.exported_at === null ? '' : formatInstant(locale, batch.exported_at, meta.run.timezone),
        sort: batch.exported_at ?? '',
      },
      number(batch.rows_read),
      number(batch.rows_loaded),
      number(batch.rows_unchanged),
      number(batch.rows_quarantined),
      number(batch.rows_mended),
    ]),
  }
}
