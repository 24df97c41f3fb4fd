import { dimensionCatalogue } from '../../metrics/catalogue.ts'
import type { MartRow } from '../../warehouse/fill-mart.ts'
import type { CellSpans, ComplaintCell, PairCount } from '../causes/complaint-cells.ts'
import {
  type OverRepresentation,
  type OverRepresentationOptions,
  overRepresentation,
} from '../causes/over-representation.ts'
import { countContributions } from '../change/count-contribution.ts'

/** The rows of `marts.five_w1h`: each member of each dimension in the latest weeks, against as many before them. */
export function fiveW1hRows(
  cells: readonly ComplaintCell[],
  { focus, reference }: CellSpans,
  options: OverRepresentationOptions,
): MartRow[] {
  const rows = [...Map.groupBy(cells, ({ dimension }) => dimension).values()].flatMap(sized)
  const judged = overRepresentation(
    rows.map(({ cell, known }) => ({
      x1: cell.focus,
      n1: cell.member === null ? 0 : known.focus,
      x0: cell.reference,
      n0: cell.member === null ? 0 : known.reference,
    })),
    options,
  )
  return rows.flatMap(({ cell, known, total, change, shareOfNet }, place) => {
    const found = judged[place]
    if (found === undefined || cell.focus + cell.reference === 0) return []
    const isKnown = cell.member !== null
    return {
      question: dimensionCatalogue().get(cell.dimension)?.question ?? null,
      dimension: cell.dimension,
      member: cell.member,
      focus_from: focus.from,
      focus_to: focus.to,
      reference_from: reference.from,
      reference_to: reference.to,
      case_count: cell.focus,
      known_count: known.focus,
      total_count: total.focus,
      coverage: total.focus === 0 ? null : known.focus / total.focus,
      share: !isKnown || known.focus === 0 ? null : cell.focus / known.focus,
      reference_count: cell.reference,
      reference_known: known.reference,
      reference_share: !isKnown || known.reference === 0 ? null : cell.reference / known.reference,
      ...judgedColumns(found),
      change,
      share_of_net: shareOfNet,
    }
  })
}

/** The rows of `marts.five_w1h_pair`: within a member of one dimension, each member of another, against all other cases. */
export function fiveW1hPairRows(
  counts: readonly PairCount[],
  least: number,
  options: OverRepresentationOptions,
): MartRow[] {
  const pairs = [...Map.groupBy(counts, ({ first, second }) => `${first} ${second}`).values()].flatMap((own) => {
    const all = sum(own)
    const rows = totals(own, ({ member }) => member)
    const columns = totals(own, ({ by }) => by)
    return own
      .filter(({ count }) => count >= least)
      .map((one) => ({ ...one, all, row: rows.get(one.member) ?? 0, column: columns.get(one.by) ?? 0 }))
  })
  const judged = overRepresentation(
    pairs.map(({ count, row, column, all }) => ({ x1: count, n1: row, x0: column - count, n0: all - row })),
    options,
  )
  return pairs.flatMap((pair, place) => {
    const found = judged[place]
    if (found === undefined) return []
    const turned = { ...pair, first: pair.second, second: pair.first, member: pair.by, by: pair.member }
    const elsewhere = { x1: pair.count, n1: pair.column, x0: pair.row - pair.count, n0: pair.all - pair.column }
    // The test of a table of four cells is the same from both sides; the index is not.
    const index = overRepresentation([elsewhere], options)[0]?.index ?? null
    return [pairRow(pair, pair.row, pair.column, found), pairRow(turned, pair.column, pair.row, { ...found, index })]
  })
}

function pairRow(
  pair: PairCount & { all: number },
  inCell: number,
  inOther: number,
  found: OverRepresentation,
): MartRow {
  const rest = pair.all - inCell
  return {
    question: dimensionCatalogue().get(pair.first)?.question ?? null,
    dimension: pair.first,
    member: pair.member,
    by_question: dimensionCatalogue().get(pair.second)?.question ?? null,
    by_dimension: pair.second,
    by_member: pair.by,
    case_count: pair.count,
    cell_count: inCell,
    share: pair.count / inCell,
    elsewhere_share: rest === 0 ? null : (inOther - pair.count) / rest,
    ...judgedColumns(found),
  }
}

function judgedColumns({ index, pValue, adjusted, tests, isFlagged }: OverRepresentation) {
  return {
    over_index: index?.ratio ?? null,
    over_low: index?.low ?? null,
    over_high: index?.high ?? null,
    p_value: pValue,
    adjusted_p: adjusted,
    tests,
    is_flagged: isFlagged,
  }
}

/** Cells of one dimension beside what is known of it and all there are, largest first, the unknown last. */
function sized(cells: readonly ComplaintCell[]) {
  const add = (list: readonly ComplaintCell[], side: 'focus' | 'reference') =>
    list.reduce((all, cell) => all + cell[side], 0)
  const named = cells.filter(({ member }) => member !== null)
  const known = { focus: add(named, 'focus'), reference: add(named, 'reference') }
  const total = { focus: add(cells, 'focus'), reference: add(cells, 'reference') }
  const side = (which: 'focus' | 'reference') => Object.fromEntries(cells.map((cell, place) => [place, cell[which]]))
  const { contributions } = countContributions(side('reference'), side('focus'))
  const changeOf = new Map(contributions.map((one) => [Number(one.label), one]))
  return cells
    .map((cell, place) => ({
      cell,
      known,
      total,
      change: changeOf.get(place)?.change ?? 0,
      shareOfNet: changeOf.get(place)?.shareOfNet ?? null,
    }))
    .sort(
      (a, b) =>
        Number(a.cell.member === null) - Number(b.cell.member === null) ||
        b.cell.focus - a.cell.focus ||
        ((a.cell.member ?? '') < (b.cell.member ?? '') ? -1 : 1),
    )
}

function sum(counts: readonly PairCount[]): number {
  return counts.reduce((all, { count }) => all + count, 0)
}

function totals(counts: readonly PairCount[], key: (count: PairCount) => string): Map<string, number> {
  return new Map([...Map.groupBy(counts, key)].map(([name, own]) => [name, sum(own)]))
}
