import { fetchReport } from '../fetch-page.ts'
import type { PageView } from '../page-view.ts'
import { element } from '../parts/element.ts'
import { openDialog } from './dialog.ts'
import { saveFile } from './save-file.ts'

/** Shows the definition of a report with what the page shows, to be copied or saved into the workspace's `reports/`. */
export async function openReportDialog(view: PageView): Promise<void> {
  const { say, state } = view
  const yaml = await fetchReport(state, new AbortController().signal)
  const text = element('textarea', {
    id: 'report-yaml',
    readonly: true,
    spellcheck: 'false',
    rows: Math.min(22, yaml.split('\n').length + 1),
    'aria-label': say('page.report'),
  })
  text.value = yaml
  const done = element('span', { role: 'status', class: 'muted' })
  const copy = async () => {
    text.select()
    await navigator.clipboard?.writeText(yaml).catch(() => document.execCommand('copy'))
    done.textContent = say('take.copied')
  }
  const save = () => saveFile('dashboard-view.yaml', new Blob([yaml], { type: 'application/yaml' }))
  const buttons = [
    element('button', { type: 'button', class: 'button', id: 'save-report', onclick: save }, say('take.save')),
    element('button', { type: 'button', class: 'button', id: 'copy-report', onclick: copy }, say('take.copy')),
  ]
  const foot = element('div', { class: 'dialog-foot' }, done, ...buttons)
  openDialog(say('page.report'), [element('p', {}, say('take.report_hint')), text, foot], say)
}
