import { formatInstant } from '../../../../metrics/format-value.ts'
import { addDays } from '../../../../metrics/periods.ts'
import type { Meta } from '../../../api/heads.ts'
import { card } from '../../parts/card.ts'
import { dataTable } from '../../parts/data-table.ts'
import { emptyNote } from '../../parts/empty.ts'
import type { Part } from '../../parts/part.ts'
import { rangeInWords } from '../../range-in-words.ts'
import { sayer } from '../../sayer.ts'

/** What later exports added to weeks that had been told of, or changed in them. */
export function restatementsCard(meta: Meta): Part {
  const say = sayer(meta)
  const shell = card('restatements', 12, say('quality.restatements'))
  return {
    node: shell.node,
    show(view) {
      const rows = view.rows('quality', 'restatements')
      const late = rows.reduce((sum, row) => sum + row.late_count, 0)
      const changed = rows.reduce((sum, row) => sum + row.changed_count, 0)
      shell.show({
        finding:
          rows.length === 0
            ? undefined
            : say('quality.restated', { late: view.count(late), changed: view.count(changed) }),
        body: [
          rows.length === 0
            ? emptyNote(say('quality.no_restatements'))
            : dataTable(say('quality.restatements'), {
                columns: [
                  { label: say('quality.week') },
                  { label: say('quality.file') },
                  { label: say('quality.exported') },
                  { label: say('quality.late'), kind: 'number' },
                  { label: say('quality.changed'), kind: 'number' },
                ],
                rows: rows.map((row) => [
                  {
                    text: rangeInWords(view.locale, row.received_week, addDays(row.received_week, 6)),
                    sort: row.received_week,
                  },
                  row.file_name ?? '',
                  {
                    text:
                      row.exported_at === null ? '' : formatInstant(view.locale, row.exported_at, meta.run.timezone),
                    sort: row.exported_at ?? '',
                  },
                  { text: view.count(row.late_count), sort: row.late_count },
                  { text: view.count(row.changed_count), sort: row.changed_count },
                ]),
              }),
        ],
      })
    },
  }
}
