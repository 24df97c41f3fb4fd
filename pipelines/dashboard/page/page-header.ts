import { LOCALES, type Locale } from '../../core/locale.ts'
import { formatInstant } from '../../metrics/format-value.ts'
import type { PageMeta } from '../page-meta.ts'
import { element } from './element.ts'
import { type Actions, sayer } from './page-view.ts'

/** Languages are named in themselves. */
const NAMES: Readonly<Record<Locale, string>> = { 'zh-CN': '简体', 'zh-TW': '繁體', en: 'English' }

export function pageHeader(meta: PageMeta, actions: Actions): HTMLElement {
  const say = sayer(meta)
  const asOf = formatInstant(meta.locale, meta.run.as_of, meta.run.timezone)
  const languages = LOCALES.map((locale) =>
    element(
      'button',
      {
        type: 'button',
        id: `lang-${locale}`,
        lang: locale,
        'aria-pressed': String(locale === meta.locale),
        onclick: () => actions.go({ lang: locale }),
      },
      NAMES[locale],
    ),
  )
  return element(
    'header',
    { class: 'top' },
    element('img', { src: '/favicon', alt: '', width: 36, height: 36 }),
    element(
      'div',
      { class: 'names' },
      element('p', { class: 'organisation' }, meta.organisation),
      element('h1', {}, say('page.title')),
    ),
    element('p', { class: 'as-of' }, say('page.as_of', { as_of: asOf })),
    element('div', { class: 'segments', role: 'group', 'aria-label': say('page.language') }, ...languages),
  )
}
