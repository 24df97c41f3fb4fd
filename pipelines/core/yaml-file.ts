import { readFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import type { z } from 'zod'
import { HuiyinError } from './errors.ts'

/**
 * Reads one YAML file and checks it against a schema.
 * Throws HY-C-004 where the text is not YAML (with its line) and HY-C-003 where a key does not fit (with file, key and
 * what was expected).
 */
export async function readYamlFile<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new HuiyinError('HY-C-003', { file: path, key: '-', expected: 'a file that can be read' }, { cause })
  })
  const document = parseDocument(text, { prettyErrors: true })
  const [syntaxError] = document.errors
  if (syntaxError !== undefined) {
    const line = syntaxError.linePos?.[0].line ?? 1
    throw new HuiyinError('HY-C-004', { file: path, line, reason: firstLine(syntaxError.message) })
  }
  const result = schema.safeParse(document.toJS())
  if (result.success) return result.data
  const issues = result.error.issues.map((issue) => ({ key: issue.path.join('.') || '-', expected: issue.message }))
  const [first = { key: '-', expected: '-' }] = issues
  throw new HuiyinError('HY-C-003', { file: path, ...first, others: issues.length - 1 })
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text
}
