import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readYamlFile } from '../core/yaml-file.ts'
import type { ReportDefinition } from './report-definition.ts'
import type { ReportPeriod } from './report-period.ts'
import { writtenSchema } from './written-schema.ts'

/**
 * The definition with what the department wrote for one period, `reports/<report>/<period>.yaml` of the workspace. It
 * then travels in the report's manifest, so that the report can be proven without the workspace.
 * @param own the workspace's folder of definitions
 * @throws HuiyinError HY-C-003 where the file does not fit, HY-C-004 where it is not YAML
 */
export async function withWrittenParts(
  definition: ReportDefinition,
  own: string | undefined,
  period: ReportPeriod,
): Promise<ReportDefinition> {
  const file = own === undefined ? undefined : join(own, definition.report, `${period.name}.yaml`)
  if (file === undefined || !existsSync(file)) return definition
  return { ...definition, written: await readYamlFile(file, z.preprocess(blankAsNothing, writtenSchema)) }
}

/** An empty file says nothing, as does one of comments alone. */
function blankAsNothing(given: unknown): unknown {
  return given ?? {}
}
