/** The names of a table's columns, and what is odd about them. */
export interface HeaderNames {
  /** One a column, in the order of the cells: rows of the header joined, blanks and invisible characters tidied. */
  readonly names: readonly string[]
  /** Names that stand over more than one column, each once. */
  readonly duplicates: readonly string[]
  /** Columns without a name, 1-based. */
  readonly unnamed: readonly number[]
  /** Columns whose name held invisible characters or blanks at its ends, 1-based. */
  readonly tidied: readonly number[]
}

const INVISIBLE = /(?!\s)[\p{Cc}\p{Cf}]|\ufeff/gu

/**
 * Joins the rows of a header, parent before child. A parent over several columns stands in the first of them only, as
 * merged cells are exported: it holds for the following columns while they have a name of their own below.
 */
export function headerNames(rows: readonly (readonly string[])[], width: number): HeaderNames {
  const tidy = rows.map((row) => Array.from({ length: width }, (_, column) => tidyName(row[column] ?? '')))
  const filled = tidy.map((row, index) => (index === tidy.length - 1 ? row : spread(row, tidy.slice(index + 1))))
  const names = Array.from({ length: width }, (_, column) =>
    filled
      .map((row) => row[column] ?? '')
      .filter((name) => name !== '')
      .join(' '),
  )
  const columns = [...names.keys()]
  return {
    names,
    duplicates: [...new Set(names.filter((name, column) => name !== '' && names.indexOf(name) !== column))],
    unnamed: columns.filter((column) => names[column] === '').map((column) => column + 1),
    tidied: columns
      .filter((column) => rows.some((row, index) => (row[column] ?? '') !== (tidy[index]?.[column] ?? '')))
      .map((column) => column + 1),
  }
}

/** A name without invisible characters, its blanks and line ends as single blanks. */
export function tidyName(name: string): string {
  return name.replaceAll(INVISIBLE, '').replaceAll(/\s+/g, ' ').trim()
}

/** Carries a parent's name on over blank cells that have a name below them. */
function spread(parents: readonly string[], below: readonly (readonly string[])[]): string[] {
  let parent = ''
  return parents.map((name, column) => {
    if (name !== '') parent = name
    const isNamedBelow = below.some((row) => (row[column] ?? '') !== '')
    if (!isNamedBelow && name === '') parent = ''
    return name === '' && isNamedBelow ? parent : name
  })
}
