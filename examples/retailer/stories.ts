import type { Category } from './catalogue.ts'

/**
 * What is known to be true of the generated year. Analysis work is measured against this file: a finding should name
 * these and little else. Dates are local days; a story holds from the first moment of `from`.
 */

/** Monday of the first week. Week n runs from `periodStart + 7·(n−1)` days and is exported the Monday after at 06:00. */
export const periodStart = '2025-11-17'
export const weekCount = 52
export const exportHour = 6

/** First responses in the online chat get slower. Shares answered within 24 h before working-day effects. */
export const chatSlowdown = {
  from: '2026-04-06',
  channel: 'chat',
  onTimeBefore: 0.97,
  onTimeAfter: 0.81,
  medianHoursBefore: 0.7,
  medianHoursAfter: 1.6,
} as const

/** A carrier's hand-over breaks down: delivery delays double, most of all in one region. Factors on arrivals. */
export const carrierHandover = {
  from: '2026-09-07',
  category: '配送延迟',
  region: '华东',
  regionFactor: 3.7,
  elsewhereFactor: 1.25,
  causeGroup: '供应商',
  cause: '承运商交接',
  causeWeightBefore: 0.28,
  causeWeightAfter: 3.8,
} as const

/** One lot of one product: every complaint beyond the ordinary, with the days on which they come in. */
export const faultyLot = {
  lot: 'LZ260518',
  line: '厨房电器',
  item: '空气炸锅',
  category: '质量缺陷',
  customers: 21,
  /** Complaints per day from 2026-06-01; they add up to 23, so two customers complain twice. */
  from: '2026-06-01',
  perDay: [3, 5, 6, 4, 3, 2],
} as const

/** 退款流程改造: an improvement that works. */
export const refundRedesign = {
  from: '2026-05-18',
  category: '退款慢',
  arrivalFactor: 0.5,
  durationFactor: 0.55,
  onTimeBefore: 0.84,
  onTimeAfter: 0.96,
} as const

/** 客服话术培训: an improvement that changes nothing; it starts right after the worst month. */
export const scriptTraining = {
  from: '2026-07-06',
  category: '客服态度差',
  /** Share of all arrivals, kept the same before and after. */
  share: 0.08,
  worstFrom: '2026-06-01',
  worstUntil: '2026-07-01',
  worstFactor: 1.75,
} as const

/** Cancelled pick-up orders are sent to and fro between two departments. */
export const pingPong = {
  category: '缺货取消',
  between: ['物流部', '门店运营'],
  share: 0.55,
  transfers: [3, 6],
} as const

/** Weeks in which the complaint system wrote `2026/3/5 14:03` instead of `2026-03-05 14:03:27`. */
export const slashedDateWeeks: readonly number[] = [20, 21, 22, 23]

/** Weeks in which the survey tool wrote dates as text instead of true dates. */
export const textDateWeeks: readonly number[] = [9, 10, 30, 31, 44]

/** Up to this week the complaint system called a closed case 结案, later 已结案. */
export const oldStatusWeeks = 6

/** Texts that are planted word for word, one each, in a case received in the week. */
export const hostileTexts: readonly { week: number; category: Category; text: string }[] = [
  {
    week: 6,
    category: '退款慢',
    text: '=HYPERLINK("http://example.com/refund","点击查看退款进度") 客服发来这个，打开是空白页，退款还是没到账。',
  },
  {
    week: 21,
    category: '系统故障',
    text: '页面上直接显示<script>alert(1)</script>这样的代码，订单详情打不开，请技术人员尽快处理。',
  },
  { week: 33, category: '配送延迟', text: '等了整整五天😡😡快递一直没动静，生鲜全坏了👎，必须给个说法！' },
]
