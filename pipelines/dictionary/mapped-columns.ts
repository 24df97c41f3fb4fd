import { mappedCells } from '../core/mapped-cells.ts'
import type { Source } from '../core/source-schema.ts'
import { readSqlFolder } from '../warehouse/sql-file.ts'
import { baseField, fieldsRead, stagedColumns } from '../warehouse/staging-file.ts'

/** Staged column (`staging.complaint.level`) → the columns of exports that supply it, such as `complaints: 等级`. */
export function mappedColumns(sources: readonly Source[]): Map<string, string[]> {
  const mapped = new Map<string, string[]>()
  for (const staging of readSqlFolder('1_staging')) {
    const entity = staging.name.replace('staging.', '')
    const fields = fieldsRead(staging)
    for (const { name, expression } of stagedColumns(staging)) {
      const read = fields.filter((field) => new RegExp(`\\bincoming\\.${field}\\b`).test(expression))
      const supplied = sources
        .filter((source) => source.entity === entity)
        .flatMap((source) => [...new Set(read.map(baseField))].flatMap((field) => suppliedBy(source, field)))
      mapped.set(`${staging.name}.${name}`, supplied)
    }
  }
  return mapped
}

function suppliedBy({ source, columns, constants }: Source, field: string): string[] {
  const column = columns[field]
  const cells = mappedCells({ columns: column === undefined ? {} : { [field]: column } })
  if (cells.length > 0) return [`${source}: ${cells.map(({ name }) => name).join(' + ')}`]
  return Object.hasOwn(constants, field) ? [`${source}: = ${constants[field]}`] : []
}
