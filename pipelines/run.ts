// inbox ─ load ─▶ staging ─ model (as-of) ─▶ facts, checks ─ analyse ─▶ marts ─ publish ─▶ published/<run>.duckdb
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyse } from './analyse/analyse.ts'
import { spansEnough } from './analyse/spans-enough.ts'
import { analyseText } from './analyse/text/analyse-text.ts'
import type { Effects } from './core/effects.ts'
import { HuiyinError } from './core/errors.ts'
import { canonicalJson, sha256 } from './core/hash.ts'
import { inAllLocales } from './core/locale.ts'
import { VERSION } from './core/version.ts'
import { inLocale, type Workspace } from './core/workspace.ts'
import { type LoadOutcome, loadFiles } from './load/load-inbox.ts'
import { buildModel } from './model/build-model.ts'
import type { CheckResult } from './model/run-checks.ts'
import { type NormSettings, normSettings } from './norms/norm-settings.ts'
import { normRegister } from './norms/register.ts'
import { classedFields } from './publish/column-classes.ts'
import { maskingKey } from './publish/masking-key.ts'
import { pruneSnapshots, publish } from './publish/publish.ts'
import type { Database } from './warehouse/database.ts'
import { issuedRuns } from './warehouse/issued-reports.ts'
import { queryRows } from './warehouse/query.ts'
import { finishRun, startRun } from './warehouse/run-ledger.ts'
import { stoppable } from './warehouse/stoppable.ts'
import { openWarehouse } from './warehouse/warehouse.ts'

export interface RunOutcome {
  readonly runNo: number
  readonly runId: string
  readonly asOf: string
  readonly snapshot: string
  readonly load: LoadOutcome
  readonly checks: readonly CheckResult[]
}

/**
 * The pipeline from inbox to published snapshot, entered in the run ledger whether it succeeds or fails. A file that is
 * refused does not stop the run; it is in the outcome. The same rows, settings and as-of give the same run id.
 */
export async function run(
  workspace: Workspace,
  effects: Effects,
  options: { asOf?: Date; trigger: string },
): Promise<RunOutcome> {
  await using warehouse = await openWarehouse(workspace, `run (${options.trigger})`)
  const asOf = options.asOf ?? new Date(Math.floor(effects.now().getTime() / 1000) * 1000)
  const runNo = await startRun(warehouse.connection, { asOf, trigger: options.trigger, at: effects.now() })
  try {
    const outcome = await stoppable(warehouse.connection, effects.stop, () =>
      runStages(workspace, warehouse, effects, asOf),
    )
    await finishRun(warehouse.connection, runNo, {
      outcome: 'done',
      at: effects.now(),
      runId: outcome.runId,
      filesLoaded: outcome.load.files.filter((file) => !file.known).length,
      filesRefused: outcome.load.refused.length,
    })
    return { runNo, asOf: asOf.toISOString(), ...outcome }
  } catch (error) {
    const code = error instanceof HuiyinError ? error.code : 'internal'
    const ended = effects.stop?.aborted === true ? 'interrupted' : 'failed'
    await finishRun(warehouse.connection, runNo, { outcome: ended, at: effects.now(), error: code })
    throw error
  }
}

async function runStages(workspace: Workspace, warehouse: Database, effects: Effects, asOf: Date) {
  const { connection } = warehouse
  const norms = await normSettings(workspace)
  const load = await loadFiles(workspace, connection, effects)
  effects.progress('model')
  const checks = await buildModel(connection, asOf, workspace.settings, workspace.norms)
  if (await spansEnough(connection)) {
    effects.progress('analyse')
    await analyseText(connection)
    await analyse(connection, asOf, workspace.settings)
  }
  const key = await maskingKey(workspace.paths.maskingKey)
  const runId = await runIdOf(workspace, warehouse, asOf, key, norms)
  effects.progress(`publish ${runId}`)
  const snapshot = await publish(connection, {
    published: workspace.paths.published,
    runId,
    maskingKey: key,
    sources: workspace.sources,
    meta: {
      run_id: runId,
      as_of: asOf.toISOString(),
      timezone: workspace.settings.timezone,
      organisation: JSON.stringify(inAllLocales((locale) => inLocale(workspace.settings.name, locale))),
      response_window_days: String(workspace.settings.survey.response_window_days),
      norms: JSON.stringify(norms),
      version: VERSION,
    },
  })
  await pruneSnapshots(
    workspace.paths.published,
    workspace.settings.snapshots.keep,
    await issuedRuns(workspace.paths.published),
  )
  return { runId, snapshot, load, checks }
}

/** As-of and a fingerprint of everything that decides the snapshot's content: files, mappings, settings, SQL, key. */
async function runIdOf(
  workspace: Workspace,
  warehouse: Database,
  asOf: Date,
  key: string,
  norms: NormSettings,
): Promise<string> {
  const batches = await queryRows(
    warehouse.connection,
    'select sha256, mapping_hash, file_name from ledger.batch order by batch_no',
  )
  const { name, timezone, survey, calendar, analysis } = workspace.settings
  const fingerprint = sha256(
    canonicalJson({
      batches,
      name,
      timezone,
      survey,
      calendar,
      analysis,
      norms,
      register: await normRegister(),
      sql: await sqlHash(),
      key: sha256(key),
      classes: [...classedFields(workspace.sources)].sort(),
      version: VERSION,
    }),
  )
  const stamp = asOf.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return `${stamp}-${fingerprint.slice(0, 12)}`
}

async function sqlHash(): Promise<string> {
  const folder = fileURLToPath(new URL('../sql/', import.meta.url))
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(sql|yaml|json)$/.test(name),
  )
  const texts = await Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')))
  return sha256(texts.join('\0'))
}
