import type { Meta } from '../../../api/heads.ts'
import { card } from '../../parts/card.ts'
import { dataTable } from '../../parts/data-table.ts'
import { element } from '../../parts/element.ts'
import type { Part } from '../../parts/part.ts'
import { sayer } from '../../sayer.ts'
import { limitsTable } from '../timeliness/limits-card.ts'

/** Which of the norms' contradicting readings are in force, and the time limits that follow. */
export function choicesCard(meta: Meta): Part {
  const say = sayer(meta)
  const shell = card('choices', 12, say('norms.choices'))
  return {
    node: shell.node,
    show(view) {
      const choices = view.rows('norms', 'choices')
      shell.show({
        finding: say('norms.choices_hint'),
        body: [
          dataTable(say('norms.choices'), {
            columns: [
              { label: say('norms.id') },
              { label: say('norms.choice') },
              { label: say('norms.variant') },
              { label: say('norms.origin') },
            ],
            rows: choices.map(({ id, title, explanation, variant, isDefault }) => [
              id,
              {
                text: title,
                node: element(
                  'span',
                  {},
                  element('b', {}, title),
                  element('span', { class: 'clause-content' }, explanation),
                ),
              },
              variant,
              say(isDefault ? 'norms.by_default' : 'norms.by_department'),
            ]),
          }),
          limitsTable(view, view.rows('norms', 'limits')),
        ],
      })
    },
  }
}
