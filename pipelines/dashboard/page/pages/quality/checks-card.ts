import type { Meta } from '../../../api/heads.ts'
import { card } from '../../parts/card.ts'
import { dataTable } from '../../parts/data-table.ts'
import type { Part } from '../../parts/part.ts'
import { statusMark, type Tone } from '../../parts/status-mark.ts'
import { sayer } from '../../sayer.ts'

/** The checks of the data, those with offending rows first. */
export function checksCard(meta: Meta): Part {
  const say = sayer(meta)
  const shell = card('checks', 6, say('quality.checks'))
  return {
    node: shell.node,
    show(view) {
      const checks = view.rows('quality', 'checks').toSorted((a, b) => b.rows - a.rows)
      const offending = checks.filter(({ rows }) => rows > 0)
      shell.show({
        finding: say('quality.checks_finding', { offending: offending.length, all: checks.length }),
        body: [
          dataTable(say('quality.checks'), {
            columns: [
              { label: say('quality.check') },
              { label: say('quality.severity') },
              { label: say('quality.rows'), kind: 'number' },
            ],
            rows: checks.map(({ name, severity, rows }) => {
              const tone: Tone = rows === 0 ? 'good' : severity === 'stop' ? 'bad' : 'plain'
              const text = rows === 0 ? say('quality.clean') : say(`quality.severity_${severity}`)
              return [
                say(`check.${name}`),
                { text, node: statusMark(text, tone) },
                { text: view.count(rows), sort: rows },
              ]
            }),
          }),
        ],
      })
    },
  }
}
