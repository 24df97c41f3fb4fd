import { element } from './element.ts'
import { Failure } from './fetch-page.ts'

/** The few words that must be there when the server, which holds all others, does not answer. */
const OFFLINE: Readonly<Record<string, readonly [what: string, fix: string, again: string, start: string]>> = {
  'zh-CN': ['看板服务没有应答。', '它可能已经停止；请重新启动后再试。', '重新载入', '回到首页'],
  'zh-TW': ['儀表板服務沒有回應。', '它可能已經停止；請重新啟動後再試。', '重新載入', '回到首頁'],
  en: [
    'The dashboard does not answer.',
    'It may have been stopped; start it again, then try once more.',
    'Load again',
    'First view',
  ],
}

/** What is the matter, what to do, and buttons to do it. */
export function currentFailure(error: unknown, again: () => void): HTMLElement {
  const [offline = '', start = '', retry = '', home = ''] =
    OFFLINE[document.documentElement.lang] ?? OFFLINE['en'] ?? []
  const known = error instanceof Failure && error.message !== ''
  const what = known ? error.message : offline
  const fix = known ? error.fix : start
  return element(
    'main',
    { class: 'notice', role: 'alert' },
    element('h1', {}, what),
    element('p', {}, fix),
    element(
      'p',
      {},
      element('button', { class: 'button', type: 'button', onclick: again }, retry),
      ' ',
      element('a', { class: 'button', href: '/' }, home),
    ),
    element('p', { class: 'code' }, known ? error.code : ''),
  )
}
