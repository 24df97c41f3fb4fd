import type { DuckDBConnection } from '@duckdb/node-api'
import { z } from 'zod'
import { HuiyinError } from '../core/errors.ts'
import { normSchema } from '../core/norm-schema.ts'
import { type Settings, settingsSchema } from '../core/settings-schema.ts'
import type { Workspace } from '../core/workspace.ts'
import { queryRows } from '../warehouse/query.ts'
import { choicesInForce } from './choices.ts'
import { normRegister } from './register.ts'

const { norm_choices: choicesShape, attestations: attestationsShape } = settingsSchema.shape
const { limits, switched_off: switchedOffShape, clauses } = normSchema.shape

const normSettingsSchema = z.strictObject({
  choices: choicesShape,
  attestations: attestationsShape,
  limits,
  switchedOff: switchedOffShape,
  clauses,
})

/** What a workspace decides about the norms. A snapshot carries it, so that its coverage never changes afterwards. */
export type NormSettings = z.infer<typeof normSettingsSchema>
export type Attestation = Settings['attestations'][number]

/** The workspace's decisions, checked against register and choices. Throws HY-C-003 where they name what does not exist. */
export async function normSettings({ settings, norms }: Pick<Workspace, 'settings' | 'norms'>): Promise<NormSettings> {
  const decided: NormSettings = {
    choices: settings.norm_choices,
    attestations: settings.attestations,
    limits: norms.flatMap((norm) => norm.limits),
    switchedOff: norms.flatMap((norm) => norm.switched_off),
    clauses: norms.flatMap((norm) => norm.clauses),
  }
  await choicesInForce(decided.choices)
  const ids = new Set((await normRegister()).requirements.map(({ id }) => id))
  for (const { id } of decided.clauses) {
    if (ids.has(id)) throw wrong('norms/', 'clauses', `one clause only with the id ${id}`)
    ids.add(id)
  }
  for (const { requirement } of decided.switchedOff) {
    if (!ids.has(requirement))
      throw wrong('norms/', 'switched_off', `R001 to R273 or an own clause, not ${requirement}`)
  }
  for (const { requirement } of decided.attestations) {
    if (!ids.has(requirement))
      throw wrong('huiyin.yaml', 'attestations', `R001 to R273 or an own clause, not ${requirement}`)
  }
  return decided
}

/** Gives what a snapshot says of its workspace's decisions: one column `value`, no row where it is older than that record. */
export const NORM_SETTINGS_SQL = "select value from meta.run where key = 'norms'"

/** What the workspace had decided when a snapshot was published. */
export async function publishedNormSettings(snapshot: DuckDBConnection): Promise<NormSettings> {
  const [row] = await queryRows<{ value: string }>(snapshot, NORM_SETTINGS_SQL)
  return parseNormSettings(row?.value)
}

/** The decisions as a snapshot holds them; nothing is decided where it holds none. */
export function parseNormSettings(text: string | undefined): NormSettings {
  return normSettingsSchema.parse(text === undefined ? {} : JSON.parse(text))
}

function wrong(file: string, key: string, expected: string): HuiyinError {
  return new HuiyinError('HY-C-003', { file, key, expected, others: 0 })
}
