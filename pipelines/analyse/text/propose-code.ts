import { calibrated } from './calibration.ts'
import type { FeatureBuffer } from './hash-features.ts'
import type { FieldModel } from './learn-field.ts'
import { scoreRow } from './softmax-regression.ts'

export interface Proposal {
  readonly code: string
  /** Calibrated on held-out complaints, 0 to 1. */
  readonly probability: number
}

/** Proposes codes for one text after the other, with room that is made once. */
export interface Proposer {
  /** The features of a text must have been hashed into a buffer of their own, from `from` on. */
  propose(buffer: FeatureBuffer, from: number): Proposal | null
}

/** Reads a field's model. A text of which the model knows no feature gets no proposal. */
export function proposer(model: FieldModel): Proposer {
  const { reader, codes, calibration, ceiling } = model
  if (reader === null) return { propose: () => null }
  const { vocabulary, linear } = reader
  const scores = new Float64Array(codes.length)
  let room = { columns: new Int32Array(1024), values: new Float32Array(1024) }
  return {
    propose(buffer, from) {
      const most = buffer.length - from
      if (room.columns.length < most) room = { columns: new Int32Array(most * 2), values: new Float32Array(most * 2) }
      let length = 0
      let squares = 0
      for (let at = from; at < buffer.length; at += 1) {
        const column = vocabulary.columnOf[buffer.buckets[at] ?? 0] ?? -1
        if (column < 0) continue
        const value = vocabulary.weights[column] ?? 0
        room.columns[length] = column
        room.values[length] = value
        squares += value * value
        length += 1
      }
      if (length === 0) return null
      const scale = 1 / Math.sqrt(squares)
      for (let at = 0; at < length; at += 1) room.values[at] = (room.values[at] ?? 0) * scale
      scoreRow(room, 0, length, linear, scores)
      const { proposed, probability } = calibrated(scores, calibration)
      return { code: codes[proposed] ?? '', probability: Math.min(ceiling, probability) }
    },
  }
}
