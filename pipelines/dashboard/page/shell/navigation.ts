import { LOCALES, type Locale } from '../../../core/locale.ts'
import type { Meta } from '../../api/heads.ts'
import type { PageName } from '../../api/pages.ts'
import type { Actions } from '../page-view.ts'
import { element } from '../parts/element.ts'
import { icon } from '../parts/icon.ts'
import type { Part } from '../parts/part.ts'
import { type Say, sayer } from '../sayer.ts'
import { onPage, type PageAddress, writePageAddress } from '../state/page-address.ts'
import { savedPage } from '../take/saved-page.ts'
import { themeSwitch } from './theme-switch.ts'

/** Languages are named in themselves. */
const NAMES: Readonly<Record<Locale, readonly [short: string, long: string]>> = {
  'zh-CN': ['简', '简体中文'],
  'zh-TW': ['繁', '繁體中文'],
  en: ['EN', 'English'],
}

/** The pages, the languages and the look; the links carry range and filters along. */
export function navigation(meta: Meta, page: PageName, actions: Actions): Part {
  const say = sayer(meta)
  let state: PageAddress | undefined
  const isSaved = savedPage() !== undefined
  const links = (isSaved ? [page] : meta.viewer.pages).map((name) => {
    const link = element(
      'a',
      {
        class: 'nav-link',
        id: `nav-${name}`,
        ...(name === page ? { 'aria-current': 'page' } : {}),
        onclick: (event) => {
          const { ctrlKey, metaKey, shiftKey, button } = event as MouseEvent
          if (state === undefined || isSaved || ctrlKey || metaKey || shiftKey || button !== 0) return
          event.preventDefault()
          actions.go(onPage(state, name))
        },
      },
      icon(name),
      element('span', {}, say(`nav.${name}`)),
    )
    return { name, link }
  })
  const list = element('ul', {}, ...links.map(({ link }) => element('li', {}, link)))
  return {
    node: element(
      'header',
      { class: 'side' },
      brand(meta, say),
      element('nav', { 'aria-label': say('page.navigation') }, list),
      element(
        'div',
        { class: 'side-foot' },
        ...(isSaved ? [] : [languages(meta, say, actions)]),
        themeSwitch(say),
        ...signOut(meta, say),
      ),
    ),
    show(view) {
      state = view.state
      for (const { name, link } of links) if (!isSaved) link.href = `?${writePageAddress(onPage(view.state, name))}`
      const current = links.find(({ name }) => name === page)?.link
      if (list.scrollWidth > list.clientWidth) list.scrollLeft = Math.max(0, (current?.offsetLeft ?? 0) - 48)
    },
  }
}

function brand(meta: Meta, say: Say): HTMLElement {
  return element(
    'div',
    { class: 'brand' },
    element('img', { src: savedPage()?.icon ?? '/favicon', alt: '', width: 32, height: 32 }),
    element(
      'div',
      { class: 'brand-words' },
      element('p', { class: 'brand-name' }, say('page.product')),
      element('p', { class: 'organisation' }, meta.organisation),
    ),
  )
}

/** Who is signed in, where there is a login. */
function signOut({ viewer }: Meta, say: Say): HTMLElement[] {
  if (viewer.name === null || savedPage() !== undefined) return []
  const button = element('button', { type: 'submit', class: 'link', id: 'sign-out' }, say('login.out'))
  return [element('form', { method: 'post', action: '/logout', class: 'sign-out' }, viewer.name, button)]
}

function languages(meta: Meta, say: Say, actions: Actions): HTMLElement {
  const buttons = LOCALES.map((locale) =>
    element(
      'button',
      {
        type: 'button',
        id: `lang-${locale}`,
        lang: locale,
        title: NAMES[locale][1],
        'aria-pressed': String(locale === meta.locale),
        onclick: () => actions.go({ lang: locale }),
      },
      NAMES[locale][0],
    ),
  )
  return element('div', { class: 'segments', role: 'group', 'aria-label': say('page.language') }, ...buttons)
}
