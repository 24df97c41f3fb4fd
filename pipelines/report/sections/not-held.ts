import type { PreparedSection } from '../section.ts'
import { blocksView } from './blocks-view.ts'

/** Stands for a section whose figures need what the snapshot does not hold, being of an earlier version. */
export function notHeldSection(section: string): PreparedSection & { readonly template: string } {
  return {
    template: 'blocks',
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: section.replaceAll('_', '-'),
        title: words.sayOr(`sections.${section}`, ''),
        empty: words.say('not_held'),
        blocks: [],
      }),
  }
}
