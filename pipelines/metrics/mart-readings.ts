import type { Locale } from '../core/locale.ts'
import type { MartRow } from '../warehouse/fill-mart.ts'
import {
  atRiskReading,
  batchReading,
  fishboneReading,
  fiveW1hReading,
  funnelReading,
  keynessReading,
  nearDuplicateReading,
  pairReading,
  paretoReading,
  trainingReading,
} from './cause-reading.ts'
import { agreementReading, attributionReading } from './coding-reading.ts'
import { driverQualityReading, driverReading } from './driver-reading.ts'
import { assuranceReading, contributionReading, effectReading, scanReading, signalReading } from './reading.ts'
import { fiveWhyReading } from './why-reading.ts'

/** How a mart is read: which of its rows, and what is said of each, or of each group of them. */
export interface MartReading {
  readonly mart: string
  /** SQL on the mart's columns; all rows without it. */
  readonly where?: string
  /** SQL after `order by`: what is read first, where more is found than is read; its first column without it. */
  readonly order?: string
  /** Rows that make one sentence together, by the value of these columns; each row one of its own without them. */
  readonly groupedBy?: readonly string[]
  /** Null where there is nothing to say. */
  readonly read: (locale: Locale, rows: readonly MartRow[]) => string | null
}

/** The column of `marts.reading` that has the sentences of a language. */
export const READING_COLUMNS = { 'zh-CN': 'zh_cn', 'zh-TW': 'zh_tw', en: 'en' } as const satisfies Record<
  Locale,
  string
>

/** Every mart of the analysis that says something in a sentence; `attribution` has codes alone. */
export const MART_READINGS: readonly MartReading[] = [
  { mart: 'signal', where: 'is_latest', read: each(signalAndAssurance) },
  { mart: 'scan', read: each(scanReading) },
  { mart: 'contribution', read: each(contributionReading) },
  { mart: 'improvement_effect', read: each(effectReading) },
  { mart: 'driver', read: each(driverReading) },
  { mart: 'driver_quality', read: each(driverQualityReading) },
  { mart: 'pareto', groupedBy: ['dimension', 'weighting'], read: paretoReading },
  { mart: 'fishbone', groupedBy: ['bone_dimension'], read: fishboneReading },
  { mart: 'five_w1h', read: each(fiveW1hReading) },
  { mart: 'five_w1h_pair', where: 'is_flagged', read: each(pairReading) },
  { mart: 'five_why', order: 'improvement_id, why_level', groupedBy: ['improvement_id'], read: fiveWhyReading },
  { mart: 'funnel', read: each(funnelReading) },
  { mart: 'training_effect', read: each(trainingReading) },
  { mart: 'at_risk_customer', order: 'rule_count desc, overdue_open desc, customer_id', read: each(atRiskReading) },
  { mart: 'keyness', read: each(keynessReading) },
  { mart: 'near_duplicate', where: 'complaint_id = group_id', read: each(nearDuplicateReading) },
  { mart: 'batch_incident', order: 'last_on desc, complaint_count desc, incident_id', read: each(batchReading) },
  { mart: 'attribution_quality', read: each(attributionReading) },
  { mart: 'coder_agreement', read: each(agreementReading) },
]

function each(read: (locale: Locale, row: MartRow) => string): MartReading['read'] {
  return (locale, [row]) => (row === undefined ? null : read(locale, row))
}

function signalAndAssurance(locale: Locale, row: MartRow): string {
  const parts = [signalReading(locale, row), assuranceReading(locale, row)].filter((part) => part !== null)
  return parts.join(locale === 'en' ? ' ' : '')
}
