import { formatInstant } from '../../../metrics/format-value.ts'
import type { Meta } from '../../api/heads.ts'
import type { PageName } from '../../api/pages.ts'
import type { Actions, PageView } from '../page-view.ts'
import { element } from '../parts/element.ts'
import { type IconName, icon } from '../parts/icon.ts'
import type { Part } from '../parts/part.ts'
import { sayer } from '../sayer.ts'
import { savePageFile } from '../take/page-file.ts'
import { openReportDialog } from '../take/report-dialog.ts'
import { savedPage } from '../take/saved-page.ts'
import { isFiltered } from './filtered-pages.ts'

/** The page's name, what it covers, and what can be done with the whole of it. */
export function pageTitle(meta: Meta, page: PageName, actions: Actions): Part {
  const say = sayer(meta)
  let shown: PageView | undefined
  const covers = element('p', { class: 'covers' })
  const button = (id: string, name: IconName, run: (view: PageView) => unknown) =>
    element(
      'button',
      { type: 'button', class: 'button', id, onclick: () => shown !== undefined && run(shown) },
      icon(name),
      say(`page.${id.replace('-', '_')}`),
    )
  const buttons = [
    ...(isFiltered(page) && meta.viewer.cases
      ? [button('open-cases', 'cases', () => actions.openCases({ metric: 'complaints_received' }))]
      : []),
    ...(page === 'quality' || page === 'norms' ? [] : [button('report', 'norms', (view) => openReportDialog(view))]),
    button('save-page', 'save', (view) => savePageFile(view)),
  ]
  const note = savedPage() === undefined ? [] : [element('p', { class: 'saved-note' }, say('page.saved'))]
  return {
    node: element(
      'div',
      { class: 'page-title' },
      element('div', {}, element('h1', {}, say(`nav.${page}`)), covers, ...note),
      element('div', { class: 'page-tools' }, ...(savedPage() === undefined ? buttons : [])),
    ),
    show(view) {
      shown = view
      const asOf = say('page.as_of', { as_of: formatInstant(view.locale, view.head.as_of, meta.run.timezone) })
      covers.textContent = [...(isFiltered(page) ? [view.range()] : [say(`lead.${page}`)]), asOf].join(' · ')
    },
  }
}
