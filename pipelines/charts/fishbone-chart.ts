import type { ChartSize, ChartSpec, Layer } from './chart-spec.ts'
import type { ChartTheme } from './chart-theme.ts'
import { shortened } from './shortened.ts'

/** A cause on a bone, with its number of complaints. */
export interface FishboneTwig {
  readonly label: string
  readonly count: number
}

/** A bone; one without twigs is drawn empty. */
export interface FishboneBone {
  readonly label: string
  readonly count: number
  /** Largest first. */
  readonly twigs: readonly FishboneTwig[]
}

export interface FishboneData {
  /** What the causes lead to, at the head. */
  readonly head: string
  /** Largest first: the nearest to the head. */
  readonly bones: readonly FishboneBone[]
  readonly labels: {
    readonly description: string
    /** A label and its count in one, such as "Carrier: 12". */
    counted(label: string, count: number): string
    /** Twigs that have no room, by how many they are. */
    more(count: number): string
  }
}

const HEAD_PX = 96
const TITLE_PX = 16
const GAP_PX = 10
/** How far a bone leans away from the head, in parts of its height. */
const LEAN = 0.35

interface Placed {
  readonly x: number
  readonly y: number
  readonly text: string
}

/**
 * Causes as a fishbone: a spine to the head, bones above and below it by turns, the largest next to the head, and on each
 * its causes with their counts. In px; what has no room is said by its number.
 */
export function fishboneChart(theme: ChartTheme, data: FishboneData, size: ChartSize): ChartSpec {
  const { width, height } = size
  const middle = height / 2
  const room = (width - HEAD_PX) / Math.max(1, Math.ceil(data.bones.length / 2)) - GAP_PX
  const bones = placedBones(data.bones, size)
  const titles = bones.map(({ bone, tip, isAbove }) => ({
    x: tip.x,
    y: isAbove ? tip.y - 5 : tip.y + 5,
    text: cut(theme, data.labels.counted(bone.label, bone.count), room),
  }))
  const lines = bones.map(({ foot, tip }) => ({ x: foot, y: middle, x2: tip.x, y2: tip.y }))
  const twigs = bones.flatMap((placed) => twigTexts(theme, data, placed, middle, room))
  const head = { x: width - HEAD_PX + 8, y: middle, text: cut(theme, data.head, HEAD_PX - 8) }
  const { rules, texts } = layersOf(theme, size)
  return {
    description: data.labels.description,
    width,
    height,
    layer: [
      rules([{ x: 0, y: middle, x2: width - HEAD_PX, y2: middle }], 2),
      rules(lines, 1.2),
      texts(titles, { align: 'center', fontWeight: 'bold' }),
      texts(twigs, { align: 'right', color: theme.muted }),
      texts([head], { align: 'left', fontWeight: 'bold' }),
    ],
  }
}

interface PlacedBone {
  readonly bone: FishboneBone
  readonly isAbove: boolean
  /** Where on the spine it stands. */
  readonly foot: number
  readonly tip: { readonly x: number; readonly y: number }
}

/** Above and below by turns, the first ones next to the head. */
function placedBones(bones: readonly FishboneBone[], { width, height }: ChartSize): PlacedBone[] {
  const slot = (width - HEAD_PX) / Math.max(1, Math.ceil(bones.length / 2))
  const reach = height / 2 - TITLE_PX
  return bones.map((bone, index) => {
    const isAbove = index % 2 === 0
    const foot = width - HEAD_PX - Math.floor(index / 2) * slot
    return { bone, isAbove, foot, tip: { x: foot - LEAN * reach, y: isAbove ? TITLE_PX : height - TITLE_PX } }
  })
}

function layersOf(theme: ChartTheme, { width, height }: ChartSize) {
  const x = { field: 'x', type: 'quantitative' as const, axis: null, scale: { domain: [0, width], nice: false } }
  const y = { field: 'y', type: 'quantitative' as const, axis: null, scale: { domain: [height, 0], nice: false } }
  const rules = (values: readonly object[], strokeWidth: number): Layer => ({
    data: { values: [...values] },
    mark: { type: 'rule', color: theme.line, strokeWidth },
    encoding: { x, y, x2: { field: 'x2' }, y2: { field: 'y2' } },
  })
  const texts = (values: readonly Placed[], mark: object): Layer => ({
    data: { values: [...values] },
    mark: { type: 'text', fontSize: theme.labelPx, color: theme.ink, ...mark },
    encoding: { x, y, text: { field: 'text' } },
  })
  return { rules, texts }
}

/** The causes of a bone, from its tip to the spine, each to the left of the bone at its own height. */
function twigTexts(
  theme: ChartTheme,
  { labels }: FishboneData,
  { bone, tip, foot, isAbove }: PlacedBone,
  middle: number,
  room: number,
): Placed[] {
  const line = theme.labelPx + 4
  const most = Math.max(1, Math.floor((middle - TITLE_PX - line) / line))
  const isCut = bone.twigs.length > most
  const shown = bone.twigs.slice(0, isCut ? most - 1 : most)
  const texts = [
    ...shown.map(({ label, count }) => labels.counted(label, count)),
    ...(isCut ? [labels.more(bone.twigs.length - shown.length)] : []),
  ]
  return texts.map((text, place) => {
    const down = (place + 1) * line
    const y = isAbove ? tip.y + down : tip.y - down
    const part = Math.abs(y - tip.y) / Math.abs(middle - tip.y)
    return { x: tip.x + part * (foot - tip.x) - 5, y, text: cut(theme, text, room - 5) }
  })
}

function cut(theme: ChartTheme, text: string, width: number): string {
  return shortened(text, width, (own) => theme.measure(own, theme.labelPx))
}
