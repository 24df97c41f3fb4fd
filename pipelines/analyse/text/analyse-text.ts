import type { DuckDBConnection } from '@duckdb/node-api'
import { withBoundedMemory } from '../../warehouse/bounded-memory.ts'
import { attributeComplaints, type FieldOutcome } from './attribute-complaints.ts'
import type { BatchIncident } from './batch-incidents.ts'
import type { KeyTerms } from './key-terms.ts'
import { leaveWords, takeWords } from './words-of-complaints.ts'
import { writeBatches } from './write-batches.ts'
import { writeKeyTerms } from './write-key-terms.ts'

export interface TextOutcome {
  readonly fields: readonly FieldOutcome[]
  readonly keyTerms: KeyTerms
  readonly incidents: readonly BatchIncident[]
}

/**
 * The analysis of complaints' words, on a warehouse whose facts are built: proposed codes with their validation, terms
 * that stand out, near duplicates and batches, each in its mart (sql/4_marts). No words of a complaint leave it but
 * single terms of five cases or more.
 */
export async function analyseText(
  connection: DuckDBConnection,
  options: { statedAccuracy?: number } = {},
): Promise<TextOutcome> {
  return withBoundedMemory(connection, 'analysis', async () => {
    const fields = await takeWords(connection)
    try {
      return {
        fields: await attributeComplaints(connection, fields, options.statedAccuracy),
        keyTerms: await writeKeyTerms(connection),
        incidents: await writeBatches(connection),
      }
    } finally {
      await leaveWords(connection)
    }
  })
}
