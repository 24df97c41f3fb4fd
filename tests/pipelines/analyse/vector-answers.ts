import { countContributions } from '../../../pipelines/analyse/change/count-contribution.ts'
import { kitagawa } from '../../../pipelines/analyse/change/kitagawa.ts'
import { pareto } from '../../../pipelines/analyse/change/pareto.ts'
import { cChart } from '../../../pipelines/analyse/charts/c-chart.ts'
import { type ControlChart, standardised } from '../../../pipelines/analyse/charts/control-chart.ts'
import { iPrimeChart } from '../../../pipelines/analyse/charts/i-prime-chart.ts'
import { pPrimeChart, uPrimeChart } from '../../../pipelines/analyse/charts/laney-charts.ts'
import { pChart } from '../../../pipelines/analyse/charts/p-chart.ts'
import { uChart } from '../../../pipelines/analyse/charts/u-chart.ts'
import { xmrChart } from '../../../pipelines/analyse/charts/xmr-chart.ts'
import { cohenKappa } from '../../../pipelines/analyse/compare/cohen-kappa.ts'
import { fisherExact } from '../../../pipelines/analyse/compare/fisher-exact.ts'
import { mcnemar } from '../../../pipelines/analyse/compare/mcnemar.ts'
import { pairedT } from '../../../pipelines/analyse/compare/paired-t.ts'
import { chiSquaredTest, newcombeDifference } from '../../../pipelines/analyse/compare/two-proportions.ts'
import { anhoejLimits } from '../../../pipelines/analyse/rules/anhoej-rules.ts'
import { nelsonRules } from '../../../pipelines/analyse/rules/nelson-rules.ts'
import { nhsRules } from '../../../pipelines/analyse/rules/nhs-rules.ts'
import { completedAt, directionOf, type RuleHits } from '../../../pipelines/analyse/rules/rule-hits.ts'
import { onOneSide, trend } from '../../../pipelines/analyse/rules/runs-and-trends.ts'
import { westernElectricRules } from '../../../pipelines/analyse/rules/western-electric-rules.ts'
import { outsideLimits, twoOfThreeOuter } from '../../../pipelines/analyse/rules/zones.ts'
import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
} from '../../../pipelines/analyse/scan/benjamini-hochberg.ts'
import { funnel } from '../../../pipelines/analyse/scan/funnel.ts'
import { overdispersion } from '../../../pipelines/analyse/scan/overdispersion.ts'
import { segmentScan } from '../../../pipelines/analyse/scan/segment-scan.ts'
import { cusum } from '../../../pipelines/analyse/series/cusum.ts'
import { cusumArl } from '../../../pipelines/analyse/series/cusum-arl.ts'
import { interruptedCounts } from '../../../pipelines/analyse/series/poisson-regression.ts'
import { segmentedRegression } from '../../../pipelines/analyse/series/segmented-regression.ts'

type Inputs = Record<string, unknown>
type Answer = (inputs: Inputs) => Record<string, unknown>

const list = (value: unknown) => value as number[]
const number = (value: unknown) => value as number
const perCent = (share: number | null) => (share === null ? null : 100 * share)
const oneBased = (places: readonly number[]) => places.map((place) => place + 1)

const outside = (chart: ControlChart) =>
  chart.values.flatMap((value, i) =>
    value !== null && (value > (chart.upper[i] ?? Infinity) || value < (chart.lower[i] ?? -Infinity)) ? [i + 1] : [],
  )

const limits = (chart: ControlChart) => ({
  center: chart.centre,
  lcl: chart.lower,
  ucl: chart.upper,
  out_of_limits_1based: outside(chart),
})

/** Limits that are the same for every point, as one number. */
const levelLimits = (chart: ControlChart) => ({ ...limits(chart), lcl: chart.lower[0], ucl: chart.upper[0] })

const signs = (hits: RuleHits) => ({
  end_flags: hits.completes.map(Math.abs),
  part_of_run: hits.part.map(Math.abs),
  part: hits.part.map(Math.abs),
})

function scan({ segments, min_n, q }: Inputs): Record<string, unknown> {
  const columns = segments as { id: string[]; x0: number[]; n0: number[]; x1: number[]; n1: number[] }
  const at = (name: 'x0' | 'n0' | 'x1' | 'n1', i: number) => columns[name][i] ?? 0
  const { findings, tested } = segmentScan(
    columns.id.map((id, i) => ({ id, x0: at('x0', i), n0: at('n0', i), x1: at('x1', i), n1: at('n1', i) })),
    { minN: number(min_n), q: number(q) },
  )
  return {
    p_value: findings.map(({ pValue }) => pValue),
    adjusted: findings.map(({ adjusted }) => adjusted),
    m_tested: tested,
    flagged: findings.filter(({ isFlagged }) => isFlagged).map(({ id }) => id),
    naive_flagged: findings.filter(({ pValue }) => pValue !== null && pValue <= 0.05).map(({ id }) => id),
  }
}

function decomposition({ size0, size1, rate0, rate1, events0, events1 }: Inputs): Record<string, unknown> {
  const rates = (rate: unknown, events: unknown, size: unknown) =>
    list(rate ?? events).map((value, i) => (rate === undefined ? value / (list(size)[i] ?? 0) : value))
  const [before, after] = [rates(rate0, events0, size0), rates(rate1, events1, size1)]
  const all = kitagawa(
    list(size0).map((size, i) => ({
      label: String(i),
      size0: size,
      rate0: before[i] ?? null,
      size1: list(size1)[i] ?? 0,
      rate1: after[i] ?? null,
    })),
  )
  return {
    rate0: all?.rate0,
    rate1: all?.rate1,
    diff: all?.difference,
    mix: all?.mix,
    rate: all?.rate,
    mix_by_uncentred: all?.segments.map(({ mixUncentred }) => mixUncentred),
    mix_by_centred: all?.segments.map(({ mix }) => mix),
    rate_by: all?.segments.map(({ rate }) => rate),
  }
}

function paretoAnswer({ labels, counts, other_label, cutoff_pct }: Inputs): Record<string, unknown> {
  const names = labels as string[]
  const table = pareto(Object.fromEntries(names.map((name, i) => [name, list(counts)[i] ?? 0])), {
    isOther: (label) => label === other_label,
    ...(cutoff_pct === undefined ? {} : { cutoffPerCent: number(cutoff_pct) }),
  })
  return {
    order: table.bars.map(({ label }) => label),
    count: table.bars.map(({ count }) => count),
    pct: table.bars.map(({ share }) => perCent(share)),
    cum_pct: table.bars.map(({ cumulative }) => perCent(cumulative)),
    vital_few: table.vitalFew,
    other_pct: perCent(table.otherShare),
    flag: table.flag,
  }
}

/** One line a kind of vector: its inputs put to the public functions, in the words of the vector's answer. */
export const answers: Readonly<Record<string, Answer>> = {
  anhoej_limits: ({ useful_observations }) => {
    const found = anhoejLimits(number(useful_observations))
    return { longest_run_max: found?.longestRunMax, crossings_min: found?.crossingsMin }
  },
  benjamini_hochberg: ({ p, q }) => {
    const adjusted = benjaminiHochberg(list(p))
    const below = (all: typeof adjusted) => all.filter((value) => value !== null && value <= number(q)).length
    return {
      adjusted,
      adjusted_by: benjaminiYekutieli(list(p)),
      m_tested: adjusted.filter((value) => value !== null).length,
      rejected: below(adjusted),
      rejected_bonferroni: below(bonferroni(list(p))),
    }
  },
  c_chart: ({ x }) => levelLimits(cChart(list(x))),
  count_contribution: ({ before, after }) => {
    const found = countContributions(before as Record<string, number>, after as Record<string, number>)
    const shares = found.contributions.map(({ label, shareOfNet }) => [label, perCent(shareOfNet)])
    return {
      total_change: found.totalChange,
      contribution: Object.fromEntries(found.contributions.map(({ label, change }) => [label, change])),
      share_of_net_pct: found.totalChange === 0 ? null : Object.fromEntries(shares),
    }
  },
  cusum_arl: ({ k, h, mu }) =>
    Object.fromEntries(
      list(mu).flatMap((mean) => list(h).map((own) => [`arl${mean}_h${own}`, cusumArl(number(k), own, mean)])),
    ),
  cusum_tabular: ({ x, target, k, h }) => {
    const { upper, lower, signal } = cusum(list(x), { target: number(target), k: number(k), h: number(h) })
    return { upper, lower, signal_at: signal === null ? null : signal.index + 1 }
  },
  fisher_exact: ({ table }) => {
    const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = table as number[][]
    return { p_value: fisherExact(a, b, c, d) }
  },
  funnel_binomial: ({ x, n, target }) => {
    const units = list(x).map((count, i) => ({ x: count, n: list(n)[i] ?? 0 }))
    const points = funnel(units, { target: number(target) })?.points ?? []
    return {
      low_998: points.map(({ low998 }) => low998),
      high_998: points.map(({ high998 }) => high998),
      exact_p_upper: points.map(({ exactUpper }) => exactUpper),
      z: points.map(({ z }) => z),
    }
  },
  i_prime_chart: ({ x, n }) => limits(iPrimeChart(list(x), list(n))),
  its_segmented: ({ y, start_index, newey_west_lag }) => {
    const fit = segmentedRegression(list(y), { start: number(start_index), lag: number(newey_west_lag) })
    return {
      intercept: fit?.intercept,
      pre_slope: fit?.preSlope,
      level_change: fit?.levelChange,
      slope_change: fit?.slopeChange,
      se_ols: fit?.seOls,
      se_newey_west: fit?.seNeweyWest,
      durbin_watson: fit?.durbinWatson,
    }
  },
  its_poisson: ({ count, offset, time, intervention, family, month, harmonics, period }) =>
    interruptedCounts({
      count: list(count),
      exposure: list(offset),
      time: list(time),
      intervention: list(intervention),
      ...(family === 'poisson' ? { family: 'poisson' as const } : {}),
      ...(month === undefined ? {} : { month: list(month) }),
      ...(harmonics === undefined ? {} : { harmonics: number(harmonics), period: number(period) }),
    }) as unknown as Record<string, unknown>,
  cohen_kappa: ({ table }) => ({ ...cohenKappa(table as number[][]) }),
  mix_rate_decomposition: decomposition,
  laney_p_chart: ({ x, n }) => {
    const chart = pPrimeChart(list(x), list(n))
    return {
      ...limits(chart),
      sigma_z: chart.sigmaZ,
      p_chart_points_outside: outside(pChart(list(x), list(n))).length,
      laney_points_outside: outside(chart).length,
    }
  },
  laney_sigma_z: ({ x, n }) => {
    const z = standardised(pChart(list(x), list(n))).map(Number)
    const mean = z.reduce((sum, value) => sum + value, 0) / z.length
    const sd = Math.sqrt(z.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (z.length - 1))
    return { sigma_z_mr: pPrimeChart(list(x), list(n)).sigmaZ, sigma_z_sample_sd_wrong: sd }
  },
  laney_u_chart: ({ x, n }) => {
    const chart = uPrimeChart(list(x), list(n))
    return {
      ...limits(chart),
      center_per_1000: 1000 * (chart.centre ?? Number.NaN),
      sigma_z: chart.sigmaZ,
      u_chart_points_outside: outside(uChart(list(x), list(n))).length,
      laney_points_outside: outside(chart),
    }
  },
  mcnemar: ({ b, c, correct }) => {
    const found = mcnemar(number(b), number(c), correct as boolean)
    return { chisq: found?.chisq, p_value: found?.pValue }
  },
  diff_proportions_newcombe: ({ x1, n1, x2, n2, confidence }) => {
    const found = newcombeDifference(number(x1), number(n1), number(x2), number(n2), number(confidence))
    return { diff: found?.difference, low: found?.low, high: found?.high }
  },
  run_rule_nhs_shift: ({ sign }) => signs(onOneSide(list(sign), 7)),
  run_rule_nhs_trend: ({ y }) => signs(trend(list(y), 7)),
  run_rule_nhs_2of3: ({ close, sign }) =>
    signs(
      twoOfThreeOuter(
        list(close).map((flag) => flag === 1),
        list(sign).map(directionOf),
      ),
    ),
  overdispersion_phi: ({ x, n }) => {
    const found = overdispersion(list(x).map((count, i) => ({ x: count, n: list(n)[i] ?? 0 })))
    return { target: found?.target, phi: found?.phi, phi_winsor10: found?.phiWinsorised }
  },
  paired_t: ({ before, after, confidence }) => {
    const found = pairedT(list(before), list(after), number(confidence ?? 0.95))
    return { ...found, mean_diff_before_minus_after: found.meanDifference, p_value: found.pValue }
  },
  pareto: paretoAnswer,
  p_chart: ({ x, n }) => {
    const chart = pChart(list(x), list(n))
    return { ...levelLimits(chart), plotted: chart.values.map((value) => value !== null) }
  },
  run_rules_z: ({ z }) => {
    const points = list(z)
    const electric = westernElectricRules(points)
    const nelson = nelsonRules(points, points)
    const at = (hits: RuleHits | undefined) => (hits === undefined ? undefined : oneBased(completedAt(hits)))
    return {
      we1: oneBased(completedAt(outsideLimits(points))),
      we2: at(electric['two_of_three']),
      we3: at(electric['four_of_five']),
      we4_run8: at(electric['shift_8']),
      nelson2_run9: at(nelson['shift_9']),
      nelson3_trend6: at(nelson['trend_6']),
      nelson4_alt14: at(nelson['alternating_14']),
      nelson7_hug15: at(nelson['hugging_15']),
      nelson8_mix8: at(nelson['mixture_8']),
      nhs_shift7_end: at(nhsRules(points, points)['shift_7']),
    }
  },
  segment_scan: scan,
  two_proportions_test: ({ x1, n1, x2, n2 }) => {
    const four = [number(x1), number(n1), number(x2), number(n2)] as const
    const plain = chiSquaredTest(...four)
    return {
      p1: four[0] / four[1],
      p2: four[2] / four[3],
      chisq: plain?.chisq,
      p_value: plain?.pValue,
      p_value_yates: chiSquaredTest(...four, true)?.pValue,
      p_value_fisher: fisherExact(four[0], four[1] - four[0], four[2], four[3] - four[2]),
    }
  },
  u_chart: ({ x, n }) => limits(uChart(list(x), list(n))),
  xmr_chart: ({ x, sigma_factor }) => {
    const values = list(x)
    const at = (factor: number, screen = false) => xmrChart(values, { factor, screen })
    const [plain, screened] = [at(number(sigma_factor ?? 2.66)), at(number(sigma_factor ?? 2.66), true)]
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
    return {
      center: plain.centre,
      mrbar: plain.meanMovingRange,
      mrbar_unscreened: plain.meanMovingRange,
      mrbar_screened: screened.meanMovingRange,
      ucl_unscreened: plain.upper[0],
      lcl_unscreened: plain.lower[0],
      ucl_screened: screened.upper[0],
      lcl_screened: screened.lower[0],
      ucl_266: plain.upper[0],
      ucl_1128: at(3 / 1.128).upper[0],
      ucl_exact_d2: at(1.5 * Math.sqrt(Math.PI)).upper[0],
      lcl_exact_d2: at(1.5 * Math.sqrt(Math.PI)).lower[0],
      ucl_sample_sd_wrong: mean + 3 * sd,
      flag: plain.meanMovingRange === null ? 'too_few_points' : null,
    }
  },
}
