import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { HuiyinError } from '../core/errors.ts'

/** One column as the header of an SQL file declares it; `role` and `privacy` are explained in sql/README.md. */
export interface Column {
  readonly name: string
  readonly type: string
  readonly role: string
  readonly privacy: Privacy
  readonly meaning: string
}

export type Privacy = 'public' | 'pseudonym' | 'redact' | 'private'

/** One file under sql/: a query with a header that names what it makes, at which grain, and every column. */
export interface SqlFile {
  /** Path below sql/, for messages. */
  readonly path: string
  /** `schema.table` that it makes. */
  readonly name: string
  readonly summary: string
  readonly grain: string
  /** Further `-- key: value` lines of the header, such as the severity of a check. */
  readonly tags: Readonly<Record<string, string>>
  readonly columns: readonly Column[]
  readonly sql: string
  /** The tables it reads, from `from` and `join`. */
  readonly reads: readonly string[]
}

const SQL_FOLDER = new URL('../../sql/', import.meta.url)
const PRIVACY: readonly string[] = ['public', 'pseudonym', 'redact', 'private']

const folders = new Map<string, readonly SqlFile[]>()

/** The SQL files of one folder under sql/, in an order in which each stands behind what it reads; read once a process. */
export function readSqlFolder(folder: string): readonly SqlFile[] {
  const known = folders.get(folder)
  if (known !== undefined) return known
  const names = readdirSync(new URL(`${folder}/`, SQL_FOLDER))
  const files = names.filter((name) => name.endsWith('.sql')).sort()
  const ordered = inReadingOrder(files.map((name) => readSqlFile(`${folder}/${name}`)))
  folders.set(folder, ordered)
  return ordered
}

/** One SQL file; a header that `extends` other tables has their columns in front of its own. */
export function readSqlFile(path: string): SqlFile {
  const file = parseSqlFile(path, readFileSync(fileURLToPath(new URL(path, SQL_FOLDER)), 'utf8'))
  const extended = (file.tags['extends'] ?? '').split(', ').filter((name) => name !== '')
  return { ...file, columns: [...extended.flatMap((name) => readSqlFile(pathOf(name)).columns), ...file.columns] }
}

function pathOf(name: string): string {
  const [schema = '', table = ''] = name.split('.')
  const folder = readdirSync(SQL_FOLDER).find((entry) => entry.endsWith(`_${schema}`)) ?? schema
  return `${folder}/${table}.sql`
}

/** Takes an SQL text apart into header and query. Throws HY-W-003 where the header lacks something. */
export function parseSqlFile(path: string, text: string): SqlFile {
  const lines = text.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('--'))
  const header = lines.slice(0, end).map((line) => line.replace(/^-- ?/, '').trim())
  const title = /^([a-z]\w*\.[a-z]\w*): (.+)$/.exec(header[0] ?? '')
  if (title === null)
    throw new HuiyinError('HY-W-003', { file: path, expected: 'schema.table: summary', got: header[0] ?? '' })
  const tags = Object.fromEntries(
    header.flatMap((line) => [...line.matchAll(/^([a-z_]+): (.+)$/g)].map(([, key = '', value = '']) => [key, value])),
  )
  const sql = `${'\n'.repeat(end)}${lines.slice(end).join('\n')}`
  return {
    path,
    name: title[1] ?? '',
    summary: title[2] ?? '',
    grain: tags['grain'] ?? '',
    tags,
    columns: header
      .filter((line) => line.startsWith('|'))
      .slice(1)
      .map((line) => parseColumn(path, line)),
    sql,
    reads: [
      ...new Set(
        [...withoutComments(sql).matchAll(/\b(?:from|join)\s+([a-z]\w*\.[a-z]\w*)/g)].map((match) => match[1] ?? ''),
      ),
    ],
  }
}

function parseColumn(path: string, line: string): Column {
  const [name = '', type = '', role = '', privacy = '', meaning = ''] = line
    .split('|')
    .slice(1)
    .map((cell) => cell.trim())
  if (!PRIVACY.includes(privacy) || meaning === '') {
    throw new HuiyinError('HY-W-003', { file: path, expected: '| name | type | role | privacy | meaning', got: line })
  }
  return { name, type, role, privacy: privacy as Privacy, meaning }
}

function inReadingOrder(files: readonly SqlFile[]): SqlFile[] {
  const byName = new Map(files.map((file) => [file.name, file]))
  const done = new Set<SqlFile>()
  const visit = (file: SqlFile, path: readonly string[]) => {
    if (done.has(file)) return
    if (path.includes(file.name))
      throw new HuiyinError('HY-W-003', { file: file.path, expected: 'no cycle', got: path.join(' → ') })
    for (const read of file.reads) {
      const earlier = byName.get(read)
      if (earlier !== undefined && earlier !== file) visit(earlier, [...path, file.name])
    }
    done.add(file)
  }
  for (const file of files) visit(file, [])
  return [...done]
}

function withoutComments(sql: string): string {
  return sql.replaceAll(/--[^\n]*/g, '')
}
