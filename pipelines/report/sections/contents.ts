import { sectionKind } from '../section.ts'

/** The other sections with their pages; `composeHtml` lists them, and the printer fills in the numbers. */
export const contentsSection = sectionKind(
  'contents',
  {},
  async () => ({
    isNumbered: false,
    view: async (words) => ({ title: words.say('sections.contents'), entries: [] }),
  }),
  { isOutward: true },
)
