import { isLocale } from '../../../core/locale.ts'
import { formatCount, formatInstant } from '../../../metrics/format-value.ts'
import type { Meta } from '../../api/heads.ts'
import { element } from '../parts/element.ts'
import { sayer } from '../sayer.ts'

/** Where the numbers come from: as-of, files, quarantine, snapshot. */
export function pageFooter(meta: Meta): HTMLElement {
  const say = sayer(meta)
  const { run, files, quarantined } = meta
  const locale = isLocale(meta.locale) ? meta.locale : 'en'
  const origin = say('footer.origin', {
    as_of: formatInstant(locale, run.as_of, run.timezone),
    files: formatCount(locale, files),
    rows: formatCount(locale, quarantined),
  })
  const facts = [
    [say('footer.timezone'), run.timezone],
    [say('footer.run'), run.id],
    [say('footer.version'), run.version],
  ] as const
  const list = facts.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))
  return element(
    'footer',
    { 'aria-label': say('footer.title') },
    element('p', { class: 'origin' }, origin),
    element('dl', { class: 'facts' }, ...list),
    element('p', {}, say('footer.method')),
  )
}
