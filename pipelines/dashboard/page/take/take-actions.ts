import { formatInstant } from '../../../metrics/format-value.ts'
import type { ChartContent } from '../charts/chart-content.ts'
import type { PageView } from '../page-view.ts'
import { element } from '../parts/element.ts'
import { chartPng, chartSvg, type PictureWords } from './chart-image.ts'
import { tableCsv } from './csv.ts'
import { fileName, saveFile } from './save-file.ts'

/** The buttons of a chart's menu: pictures and numbers. */
export function takeActions(view: PageView, content: ChartContent, done: () => void): HTMLElement[] {
  const { say } = view
  const name = (ending: string) => fileName([content.title, view.head.from, view.head.to], ending)
  const words = pictureWords(view, content.title)
  const button = (id: string, label: string, run: () => void | Promise<void>) =>
    element(
      'button',
      {
        type: 'button',
        class: 'menu-item',
        id: `take-as-${id}`,
        onclick: async () => {
          await run()
          done()
        },
      },
      label,
    )
  const csv = () => saveFile(name('csv'), new Blob([tableCsv(content.table())], { type: 'text/csv;charset=utf-8' }))
  const pictures =
    content.empty === undefined
      ? [
          button('png', say('take.png'), async () => saveFile(name('png'), await chartPng(content.draw, words))),
          button('svg', say('take.svg'), async () => saveFile(name('svg'), await chartSvg(content.draw, words))),
        ]
      : []
  return [...pictures, button('csv', say('take.csv'), csv)]
}

/** The title, the days and filters, and where the numbers come from. */
export function pictureWords(view: PageView, title: string): PictureWords {
  const { say, meta, locale, head } = view
  const filters = Object.entries(head.where).flatMap(([name, values]) =>
    values.length === 0
      ? []
      : [
          say('filter.chip', {
            title: view.dimension(name).title,
            label: values.map((value) => view.label(name, value)).join(', '),
          }),
        ],
  )
  const asOf = say('page.as_of', { as_of: formatInstant(locale, head.as_of, meta.run.timezone) })
  return { title, lines: [[view.range(), ...filters].join(' · '), [meta.organisation, asOf].join(' · ')] }
}
