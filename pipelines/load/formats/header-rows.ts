/** One row of a header: its cells, and, where the file has merged cells, the same with their value repeated. */
export interface HeaderRow {
  readonly cells: readonly string[]
  readonly repeated?: readonly string[]
}

const SEPARATOR = ' / '

/**
 * The names of the columns from a header of `count` rows: `客户 / 姓名` where `客户` stands over several columns.
 * A parent reaches over the blank cells to its right, up to the next parent: by the merged cells where the file has
 * them, else by what is blank. A name that is repeated downwards (a cell merged over two rows) counts once.
 */
export function joinHeaderRows(rows: readonly HeaderRow[], count: number): string[] {
  const header = rows.slice(0, count)
  const hasMerges = header.some((row) => row.repeated !== undefined)
  const width = Math.max(0, ...header.map((row) => (row.repeated ?? row.cells).length))
  const levels = header.map((row) =>
    Array.from({ length: width }, (_, column) => clean((row.repeated ?? row.cells)[column])),
  )
  if (!hasMerges) spreadParents(levels)
  return Array.from({ length: width }, (_, column) => {
    const names = levels.map((level) => level[column] ?? '').filter((name) => name !== '')
    return names.filter((name, index) => name !== names[index - 1]).join(SEPARATOR)
  })
}

/** Carries each name that has one below it to the right over blank cells, within the parent above it. */
function spreadParents(levels: string[][]): void {
  for (const [depth, level] of levels.slice(0, -1).entries()) {
    let current = ''
    for (const [column, name] of level.entries()) {
      const hasChild = levels.slice(depth + 1).some((below) => below[column] !== '')
      const startsGroup = levels.slice(0, depth).some((above) => isNewGroup(above, column))
      if (name !== '' || startsGroup) current = hasChild ? name : ''
      else if (hasChild) level[column] = current
    }
  }
}

function isNewGroup(level: readonly string[], column: number): boolean {
  return level[column] !== level[column - 1]
}

function clean(name: string | undefined): string {
  return (name ?? '').replaceAll(/\s+/g, ' ').trim()
}
