import { HuiyinError, reasonOf } from '../core/errors.ts'

/**
 * What a query gives, or `otherwise` where the database has not a table or column that it names: a snapshot of an earlier version
 * may lack what a later one asks for. Throws what the query throws for any other reason.
 */
export async function unlessColumnMissing<Result, Otherwise>(
  ask: () => Promise<Result>,
  otherwise: Otherwise,
): Promise<Result | Otherwise> {
  try {
    return await ask()
  } catch (error) {
    if (namesNoColumn(error)) return otherwise
    throw error
  }
}

/** DuckDB's own words for a table or column that is not there, as `queryRows` passes them on or as a stream of rows throws them. */
function namesNoColumn(error: unknown): boolean {
  const words = error instanceof HuiyinError ? String(error.details['reason']) : reasonOf(error)
  return /^(?:Binder Error: (?:Referenced column|Table "[^"]+" does not have a column)|Catalog Error: Table with name)/.test(
    words,
  )
}
