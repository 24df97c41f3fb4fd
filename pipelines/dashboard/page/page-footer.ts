import { formatCount, formatInstant } from '../../metrics/format-value.ts'
import type { PageMeta } from '../page-meta.ts'
import { element } from './element.ts'
import { sayer } from './page-view.ts'

/** Where the numbers come from: as-of, files, quarantine, snapshot. */
export function pageFooter(meta: PageMeta): HTMLElement {
  const say = sayer(meta)
  const { locale, run, files, quarantined } = meta
  const facts = [
    [say('footer.as_of'), formatInstant(locale, run.as_of, run.timezone)],
    [say('footer.timezone'), run.timezone],
    [say('footer.files'), say('footer.files_value', { count: formatCount(locale, files) })],
    [say('footer.quarantined'), say('footer.quarantined_value', { count: formatCount(locale, quarantined) })],
    [say('footer.run'), run.id],
    [say('footer.version'), run.version],
  ] as const
  const list = facts.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))
  return element(
    'footer',
    { 'aria-label': say('footer.title') },
    element('dl', { class: 'facts' }, ...list),
    element('p', {}, say('footer.method')),
  )
}
