import type { Meta } from '../../api/heads.ts'
import type { PageName } from '../../api/pages.ts'
import type { Actions } from '../page-view.ts'
import { element } from '../parts/element.ts'
import { type Part, partOf } from '../parts/part.ts'
import { complaintsParts } from './complaints/complaints-page.ts'
import { exploreParts } from './explore/explore-page.ts'
import { improvementParts } from './improvement/improvement-page.ts'
import { normsParts } from './norms/norms-page.ts'
import { overviewParts } from './overview/overview-page.ts'
import { qualityParts } from './quality/quality-page.ts'
import { satisfactionParts } from './satisfaction/satisfaction-page.ts'
import { signalsParts } from './signals/signals-page.ts'
import { timelinessParts } from './timeliness/timeliness-page.ts'

const PARTS: Readonly<Record<PageName, (meta: Meta, actions: Actions) => readonly Part[]>> = {
  overview: overviewParts,
  complaints: complaintsParts,
  timeliness: timelinessParts,
  satisfaction: satisfactionParts,
  signals: signalsParts,
  improvement: improvementParts,
  norms: normsParts,
  quality: qualityParts,
  explore: exploreParts,
}

/** The content of a page: its cards on a grid of twelve columns. */
export function buildPage(page: PageName, meta: Meta, actions: Actions): Part {
  const parts = PARTS[page](meta, actions)
  return partOf(element('div', { class: `cards page-${page}` }, ...parts.map(({ node }) => node)), parts)
}
