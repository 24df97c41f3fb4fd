import { element } from '../parts/element.ts'
import { icon } from '../parts/icon.ts'
import type { Say } from '../sayer.ts'

const KEY = 'huiyin-theme'

/** Puts the look that this browser chose before into force; without a choice the system decides. */
export function applyTheme(): void {
  const chosen = remembered()
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset['theme'] = chosen
}

/** A button that changes between light and dark, and tells the page so. */
export function themeSwitch(say: Say): HTMLElement {
  const button = element('button', {
    type: 'button',
    class: 'tool',
    id: 'theme',
    onclick: () => {
      const next = isDark() ? 'light' : 'dark'
      document.documentElement.dataset['theme'] = next
      remember(next)
      label()
      dispatchEvent(new Event('huiyin-look'))
    },
  })
  const label = () => {
    const words = say(isDark() ? 'page.light' : 'page.dark')
    button.title = words
    button.replaceChildren(icon(isDark() ? 'light' : 'dark'), element('span', { class: 'unseen' }, words))
  }
  label()
  return button
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset['theme']
  return chosen === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark'
}

/** A page from disk or a strict browser has no storage: then the choice holds until it is closed. */
function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    return
  }
}
