import { backlogAgeing } from '../../../../pipelines/metrics/backlog-ageing.ts'
import { type ClockStatus, compliance, readClock } from '../../../../pipelines/metrics/clock-status.ts'
import { firstContactResolution } from '../../../../pipelines/metrics/first-contact.ts'
import {
  durationCounts,
  kaplanMeier,
  restrictedMean,
  survivalAt,
  survivalQuantile,
} from '../../../../pipelines/metrics/kaplan-meier.ts'
import { logRank } from '../../../../pipelines/metrics/log-rank.ts'
import { meanOf, quantile } from '../../../../pipelines/metrics/quantile.ts'
import { countRepeats } from '../../../../pipelines/metrics/repeat-complaints.ts'
import { resolutionViews } from '../../../../pipelines/metrics/resolution-views.ts'
import { survivalQuantileLimits } from '../../../../pipelines/metrics/survival-limits.ts'
import type { Vector } from './read-vectors.ts'
import { percent } from './survey-answers.ts'

type Inputs = Vector['inputs']
const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)
const instant = (text: string | null) =>
  text === null ? null : new Date(/[Z+]|-\d\d:\d\d$/.test(text) ? text : `${text}Z`)
const ended = (event: number[]) => event.map((flag) => flag === 1)
const quantilesOf = (values: number[], p: number | number[], method: 'linear_inc' | 'nearest_rank' | 'weibull') =>
  Array.isArray(p) ? p.map((one) => quantile(values, one, method)) : quantile(values, p, method)

/** What the product answers to the vectors of M6 to M14, under the names that the vectors use. */
export const caseAnswers: Readonly<
  Record<string, (inputs: Inputs, expected: Vector['expected']) => Record<string, unknown>>
> = {
  resolution_views: ({ rows, period, as_of }) => {
    const cases = rows.map(([, openedOn, resolvedOn]: [string, string, string | null]) => ({ openedOn, resolvedOn }))
    const views = resolutionViews(cases, period[0], period[1], as_of)
    return {
      opened: views.opened,
      opened_resolved_by_period_end: views.openedResolvedByPeriodEnd,
      opened_resolved_by_as_of: views.openedResolvedByAsOf,
      closed_in_period: views.closed,
      closed_of_which_opened_earlier: views.closedOpenedEarlier,
      cohort_rate_at_period_end_pct: percent(views.cohortShareAtPeriodEnd),
      cohort_rate_at_as_of_pct: percent(views.cohortShareAtAsOf),
      clearance_ratio_pct: percent(views.clearanceRatio),
      open_at_start: views.openAtStart,
      open_at_end: views.openAtEnd,
    }
  },
  resolution_ratio_published: ({ received, resolved }) => {
    const pct = percent(ratio(resolved, received))
    return { ratio_pct: pct, ratio_pct_1dp: pct === null ? null : Number(pct.toFixed(1)) }
  },
  kaplan_meier: ({ time, event }, expected) => {
    const curve = kaplanMeier(durationCounts(time, ended(event)))
    const [logLog, log] = [survivalQuantileLimits(curve, 0.5), survivalQuantileLimits(curve, 0.5, 'log')]
    const closed = time.filter((_value: number, index: number) => event[index] === 1)
    const atTimes = Object.keys(expected).flatMap((key) => {
      const [, name, at] = /^(survival_at|rmst)_(\d+)$/.exec(key) ?? []
      return name === undefined
        ? []
        : [[key, name === 'rmst' ? restrictedMean(curve, Number(at)) : survivalAt(curve, Number(at))]]
    })
    return {
      event_times: curve.steps.map((step) => step.time),
      at_risk: curve.steps.map((step) => step.atRisk),
      events: curve.steps.map((step) => step.events),
      survival: curve.steps.map((step) => step.survival),
      std_err: curve.steps.map((step) => step.standardError),
      median: survivalQuantile(curve, 0.5),
      median_first_time_leq_half: survivalQuantile(curve, 0.5),
      median_r_convention: survivalQuantile(curve, 0.5, 'midpoint'),
      median_low_loglog: logLog.low,
      median_high_loglog: logLog.high,
      median_low_log: log.low,
      median_high_log: log.high,
      p90: survivalQuantile(curve, 0.9),
      naive_median_closed_only: quantile(closed, 0.5),
      ...Object.fromEntries(atTimes),
    }
  },
  logrank: ({ time, event, group }) => {
    const groups = [...new Set<number>(group)].map((name) => {
      const own = time.map((_value: number, index: number) => index).filter((index: number) => group[index] === name)
      return durationCounts(
        own.map((index: number) => time[index]),
        ended(own.map((index: number) => event[index])),
      )
    })
    const test = logRank(groups)
    return { chisq: test?.chiSquared ?? null, p_value: test?.pValue ?? null, df: test?.df ?? null }
  },
  sla_status: (inputs) => {
    const reading = readClock({
      start: instant(inputs['created']),
      done: instant(inputs['done']),
      asOf: instant(inputs['as_of']) ?? new Date(8.64e15),
      limitHours: inputs['limit_hours'],
    })
    return { status: reading.status, elapsed_hours: reading.netHours }
  },
  sla_paused: (inputs) => {
    const pauses = inputs['pauses'].map(([from, to]: [string, string | null]) => [new Date(from), instant(to)])
    const reading = readClock({
      start: instant(inputs['created']),
      done: instant(inputs['done']),
      asOf: instant(inputs['as_of'] ?? null) ?? new Date(8.64e15),
      limitHours: inputs['limit_hours'],
      pauses,
    })
    return {
      gross_hours: reading.grossHours,
      paused_hours: reading.pausedHours,
      net_hours: reading.netHours,
      status: reading.status,
    }
  },
  sla_rate: ({ statuses }: Inputs) => {
    const answer = compliance(statuses as ClockStatus[])
    return {
      met: answer.met,
      denominator: answer.denominator,
      compliance_pct: percent(answer.share),
      pending: answer.pending,
      excluded: answer.excluded,
      naive_closed_only_pct: percent(ratio(answer.met, answer.met + answer.missed)),
      naive_all_pct: percent(ratio(answer.met, statuses.length)),
    }
  },
  registration_timeliness: ({ rows, as_of, limit_hours }) => {
    const asOf = instant(as_of) ?? new Date(8.64e15)
    const readings = rows.map(([start, done]: [string | null, string | null]) =>
      readClock({ start: instant(start), done: instant(done), asOf, limitHours: limit_hours }),
    )
    const answer = compliance(readings.map(({ status }: { status: ClockStatus }) => status))
    return {
      met: answer.met,
      missed: answer.missed,
      overdue_open: answer.overdueOpen,
      pending: answer.pending,
      not_assessable: answer.excluded,
      pct: percent(answer.share),
    }
  },
  percentiles: ({ values, p }) => ({
    linear_inc_type7: quantilesOf(values, p, 'linear_inc'),
    nearest_rank: quantilesOf(values, p, 'nearest_rank'),
    weibull_type6: quantilesOf(values, p, 'weibull'),
    mean: meanOf(values),
  }),
  backlog_ageing: (inputs) => {
    const answer = backlogAgeing(inputs['open_dates'], inputs['as_of'], inputs['buckets_days'])
    return {
      counts: answer.counts,
      total_open: answer.open,
      future_dated: answer.futureDated,
      oldest_days: answer.oldestDays,
      median_days: answer.medianDays,
    }
  },
  reopen_rate: (inputs) => ({
    reopen_rate_pct: percent(ratio(inputs['reopened_at_least_once'], inputs['closed'])),
    reopens_per_closed: ratio(inputs['reopen_events'], inputs['closed']),
  }),
  repeat_rate: ({ rows, window_days, as_of }) => {
    const cases = rows.map(([customer, issue, openedOn, closedOn]: [string, string, string, string | null]) => ({
      customer,
      issue,
      openedOn,
      closedOn,
    }))
    const answer = countRepeats(cases, window_days, as_of)
    return {
      eligible_closed: answer.eligible,
      followed_by_repeat: answer.followed,
      repeat_rate_pct: percent(answer.share),
      window_not_elapsed: answer.windowNotElapsed,
      no_customer_id: answer.withoutCustomer,
      still_open: answer.stillOpen,
      duplicate_while_open_pairs: answer.duplicatePairs,
    }
  },
  repeat_share: (inputs) => ({ pct: percent(ratio(inputs['repeat_tickets'], inputs['tickets'])) }),
  first_contact_resolution: ({ contacts_per_case, resolved }) => {
    const cases = contacts_per_case.map((contacts: number | null, index: number) => ({
      contacts,
      isResolved: resolved[index] === 1,
    }))
    const answer = firstContactResolution(cases)
    return { assessable: answer.assessable, fcr_pct: percent(answer.share) }
  },
  escalation_rate: (inputs) => ({ escalation_rate_pct: percent(ratio(inputs['escalated_cases'], inputs['opened'])) }),
}
