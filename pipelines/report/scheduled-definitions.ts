import { HuiyinError } from '../core/errors.ts'
import type { Settings } from '../core/settings-schema.ts'
import { notToSplitBy } from './department-versions.ts'
import { readDefinition, reportNames } from './read-definition.ts'

type ScheduleEntry = Settings['schedule'][number]

/**
 * Everything that `up` issues: the entries of huiyin.yaml, and each report whose definition has a schedule of its own.
 * An entry that names no languages or recipients takes those of the definition. Throws HY-C-003/004 and HY-R-004.
 * @param own the workspace's folder of definitions
 */
export async function scheduledDefinitions(
  settings: Pick<Settings, 'schedule'>,
  own: string,
): Promise<readonly ScheduleEntry[]> {
  const fromSettings = await Promise.all(
    settings.schedule.map(async (entry) => {
      const { locales, recipients } = await readDefinition(entry.report, own)
      return {
        ...entry,
        ...(entry.locales === undefined && locales !== undefined ? { locales } : {}),
        recipients: entry.recipients.length > 0 ? entry.recipients : recipients,
      }
    }),
  )
  const fromDefinitions: ScheduleEntry[] = []
  for (const name of reportNames(own)) {
    const { report, schedule, locales, recipients } = await readDefinition(name, own)
    if (schedule === undefined) continue
    fromDefinitions.push({ report, ...schedule, ...(locales === undefined ? {} : { locales }), recipients })
  }
  const all = [...fromSettings, ...fromDefinitions]
  for (const { report, each } of all) refuseWrongEach(report, each)
  return all
}

/** Told when the schedule starts, rather than when it is due. */
function refuseWrongEach(report: string, each: string | undefined): void {
  const wrong = each === undefined ? undefined : notToSplitBy(each)
  if (wrong === undefined) return
  throw new HuiyinError('HY-C-003', {
    file: 'huiyin.yaml',
    key: `schedule (${report}).each`,
    expected: wrong,
    others: 0,
  })
}
