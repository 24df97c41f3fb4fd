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

/**
 * What a query gives of some items: asked at once, or by halves where the database lacks a table or column that one of
 * them needs. `absent` are the items of which it can give nothing. Throws what the query throws for any other reason.
 */
export async function answersHeld<Item, Answer>(
  items: readonly Item[],
  ask: (items: readonly Item[]) => Promise<Answer>,
): Promise<{ answers: Answer[]; absent: Item[] }> {
  const whole = await unlessColumnMissing(async () => ({ answers: [await ask(items)], absent: [] }), undefined)
  if (whole !== undefined) return whole
  if (items.length <= 1) return { answers: [], absent: [...items] }
  const half = Math.ceil(items.length / 2)
  const first = await answersHeld(items.slice(0, half), ask)
  const second = await answersHeld(items.slice(half), ask)
  return { answers: [...first.answers, ...second.answers], absent: [...first.absent, ...second.absent] }
}

/** DuckDB's own words for a table or column that is not there, as `queryRows` passes them on or as a stream of rows throws them. */
function namesNoColumn(error: unknown): boolean {
  const words = error instanceof HuiyinError ? String(error.details['reason']) : reasonOf(error)
  return /^(?:Binder Error: (?:Referenced column|Table "[^"]+" does not have a column)|Catalog Error: Table with name)/.test(
    words,
  )
}
