import type { Locale } from '../core/locale.ts'
import { messageTree } from '../core/messages.ts'
import type { MessageTree } from './api/heads.ts'

/** The texts of the page: its own, and words that reports and analysis use for the same things. */
export function pageMessages(locale: Locale): MessageTree {
  const own = messageTree(locale, 'dashboard')
  const [report, analyse] = [messageTree(locale, 'report'), messageTree(locale, 'analyse')]
  const shared = {
    check: report['checks'],
    quarantine: report['quarantine'],
    rules: analyse['rules'],
    driver: analyse['driver'],
    marts: (report['figures'] as MessageTree)['readings'],
    codes: messageTree(locale, 'catalogue')['codes'],
  }
  return { ...own, ...(shared as MessageTree) }
}
