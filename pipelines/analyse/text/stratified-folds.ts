import { seededRandom, shuffle } from './seeded-random.ts'

/**
 * The fold of each row, 0 to `folds` − 1: within each class the rows are dealt round in a shuffled order that a fixed
 * seed decides, each class going on where the last one stopped, so that folds differ by at most one row in size and
 * in each class. `folds` may not exceed the rows.
 */
export function stratifiedFolds(labels: Int32Array, folds: number): Uint8Array {
  const byClass = new Map<number, number[]>()
  labels.forEach((label, row) => {
    const rows = byClass.get(label)
    if (rows === undefined) byClass.set(label, [row])
    else rows.push(row)
  })
  const random = seededRandom(77)
  const foldOf = new Uint8Array(labels.length)
  let next = 0
  for (const label of [...byClass.keys()].sort((a, b) => a - b)) {
    const rows = Int32Array.from(byClass.get(label) ?? [])
    shuffle(rows, random)
    for (const row of rows) {
      foldOf[row] = next
      next = (next + 1) % folds
    }
  }
  return foldOf
}
