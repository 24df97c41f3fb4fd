import { canonicalJson, sha256 } from '../../core/hash.ts'
import { inLocale } from '../../core/workspace.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { isWritten, partsMissing } from '../figures/written-figures.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'

/** Who answers for the report: name, role, date, and the hash of the version that is signed (requirement R234). */
export const signOffSection = sectionKind('sign_off', {}, prepare)

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const { written } = context.definition
  const incomplete = partsMissing(written, ['lead'])
  return {
    isNumbered: true,
    incomplete,
    view: async (words) => ({
      title: words.say('sections.sign_off'),
      gap: incomplete.length === 0 ? '' : words.say('written.gap', { part: words.say('written.parts.lead') }),
      version: words.say('sign_off.version'),
      hash: versionHash(context),
      note: words.say('sign_off.note'),
      headings: ['name', 'role', 'date', 'signature'].map((column) => words.say(`cover.${column}`)),
      signers: signersOf(words, context),
    }),
  }
}

function signersOf(words: Words, { definition }: FigureContext) {
  const { lead, team = [] } = definition.written ?? {}
  const leader = {
    name: lead?.name ?? '',
    role: lead !== undefined && isWritten(lead.role) ? inLocale(lead.role, words.locale) : words.say('sign_off.lead'),
  }
  return [leader, ...team.map((name) => ({ name, role: words.say('sign_off.member') }))]
}

/** Of definition with what was written, run, and the results of all figures: another version has another hash. */
function versionHash({ definition, run, period, book }: FigureContext): string {
  const figures = book.figures.map(({ ref, sha256: hash }) => ({ ref, sha256: hash }))
  return sha256(canonicalJson({ definition, run_id: run.runId, period: period.name, figures }))
}
