import { z } from 'zod'
import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import {
  type InspectionRow,
  otherInspectionFigure,
  quarterlyFigure,
  thirdPartyFigure,
} from '../figures/inspection-figures.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { type TableCell, tableView } from './table-view.ts'

/** The register: an inspection a quarter or the gap where there is none, outside evaluations, audits and meetings. */
export const inspectionsSection = sectionKind('inspections', { quarters: z.int().min(1).max(20).default(4) }, prepare, {
  template: 'blocks',
})

async function prepare(context: FigureContext, { quarters }: { readonly quarters: number }): Promise<PreparedSection> {
  const quarterly = await quarterlyFigure(context, quarters)
  const third = await thirdPartyFigure(context, quarters)
  const others = await otherInspectionFigure(context, quarters)
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'inspections',
        title: words.say('sections.inspections'),
        blocks: [
          quarterlyBlock(words, quarterly),
          listBlock(words, third, 'third_party'),
          listBlock(words, others, 'others'),
        ],
      }),
  }
}

function quarterlyBlock(words: Words, figure: Figure<InspectionRow>): Block {
  const quarters = new Set(figure.rows.map((row) => row.quarter))
  const missing = figure.rows.filter((row) => row.inspection_id === null).map((row) => row.quarter)
  const values = {
    quarters: words.count(quarters.size),
    inspected: words.count(quarters.size - missing.length),
    missing: words.list(missing),
  }
  return {
    paragraphs: [words.say(missing.length === 0 ? 'inspections.complete' : 'inspections.missing', values)],
    table: tableView(words, figure, {
      look: 'inspection-table',
      columns: COLUMNS,
      rows: figure.rows.map((row) => ({
        look: row.inspection_id === null ? 'gap-row' : '',
        cells: [row.quarter, ...(row.inspection_id === null ? gapCells(words) : cellsOf(words, row))],
      })),
    }),
    notes: [words.say('inspections.note_covers')],
  }
}

function listBlock(words: Words, figure: Figure<InspectionRow>, key: 'third_party' | 'others'): Block {
  if (figure.rows.length === 0)
    return { heading: words.titleOf(figure), paragraphs: [words.say(`inspections.no_${key}`)] }
  return {
    table: tableView(words, figure, {
      look: 'inspection-table',
      columns: COLUMNS,
      rows: figure.rows.map((row) => ({ cells: [row.quarter, ...cellsOf(words, row)] })),
    }),
  }
}

const COLUMNS = [
  { name: 'quarter' },
  { name: 'inspection' },
  { name: 'inspected_by' },
  { name: 'covers' },
  { name: 'sample_right', isNumber: true },
  { name: 'score', isNumber: true },
  { name: 'reported' },
  { name: 'signed' },
]

function gapCells(words: Words): (string | TableCell)[] {
  return [{ text: words.say('inspections.not_held'), look: 'bad' }, '', '', '', '', '', '']
}

function cellsOf(words: Words, row: InspectionRow): (string | TableCell)[] {
  const none = words.say('no_value')
  const kind =
    row.inspection_kind === null || row.inspection_kind === 'quarterly'
      ? ''
      : words.value('inspection_kind', row.inspection_kind)
  const by = row.evaluator ?? (row.inspector_role === null ? none : words.value('inspector_role', row.inspector_role))
  return [
    { text: `${row.inspection_id}`, small: [kind, row.inspected_on, row.inspected_unit].filter(isSaid).join(', ') },
    { text: by, small: row.inspection_method === null ? '' : words.value('inspection_method', row.inspection_method) },
    coversText(words, row),
    sampleCell(words, row),
    row.score === null || row.score_scale === null ? none : `${row.score} / ${row.score_scale}`,
    row.reported_on ?? none,
    row.is_signed === true
      ? (row.signed_on ?? words.say('inspections.signed'))
      : { text: words.say('inspections.unsigned'), look: 'bad' },
  ]
}

function isSaid(part: string | null): part is string {
  return part !== null && part !== ''
}

/** Of daily processes, complaints, training and feedback, what was looked at (requirement R227). */
function coversText(words: Words, row: InspectionRow): string {
  const parts = (['process', 'complaints', 'training', 'feedback'] as const).filter(
    (part) => row[`covers_${part}`] === true,
  )
  return parts.length === 0
    ? words.say('no_value')
    : words.list(parts.map((part) => words.say(`inspections.covers.${part}`)))
}

function sampleCell(words: Words, row: InspectionRow): TableCell {
  const { sample_count: sample, correct_count: correct } = row
  if (sample === null || correct === null || sample === 0) return { text: words.say('no_value') }
  return {
    text: words.share(correct, sample),
    small: words.say('parts', { part: words.count(correct), whole: words.count(sample) }),
  }
}
