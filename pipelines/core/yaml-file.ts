import { readFile } from 'node:fs/promises'
import { CORE_SCHEMA, dump, FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml'
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
  const result = schema.safeParse(parsed(path, text))
  if (result.success) return result.data
  const issues = result.error.issues.map((issue) => ({ key: issue.path.join('.') || '-', expected: issue.message }))
  const [first = { key: '-', expected: '-' }] = issues
  throw new HuiyinError('HY-C-003', { file: path, ...first, others: issues.length - 1 })
}

/**
 * What a YAML text holds; null where it is empty. `failsafe` leaves all scalars texts. js-yaml reads our 260 files in a
 * third of the time that the package takes by which we write YAML with comments. Throws YAMLException.
 */
export function parseYaml(text: string, schema: 'core' | 'failsafe' = 'core'): unknown {
  const isEmpty = !/^[ \t]*[^\s#]/m.test(text)
  return isEmpty ? null : load(text, { schema: schema === 'core' ? CORE_SCHEMA : FAILSAFE_SCHEMA })
}

/** Plain data as YAML that `parseYaml` reads back as it was; what is undefined is left out. */
export function writeYaml(value: object): string {
  return dump(value, { schema: CORE_SCHEMA, noRefs: true, lineWidth: -1, skipInvalid: true })
}

function parsed(file: string, text: string): unknown {
  try {
    return parseYaml(text)
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause
    const line = (cause.mark?.line ?? 0) + 1
    throw new HuiyinError('HY-C-004', { file, line, reason: firstLine(cause.reason) }, { cause })
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text
}
